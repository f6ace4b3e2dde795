package dev.freshet.testbed.pod;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What a pod does with a call: what the contract says, or anything else. */
@FunctionalInterface
public interface Behaviour {

  /**
   * Decides on one call.
   *
   * @param honest does what the contract says, also to the pod's state, if it is asked
   */
  Reaction react(HttpCall call, Honest honest);

  /** The way of the contract. */
  @FunctionalInterface
  interface Honest {
    Reaction.Reply answer();
  }

  static Behaviour honest() {
    return (_, honest) -> honest.answer();
  }

  /** 422: the pod keeps what it has and says why. */
  static Behaviour rejects(Complaint... complaints) {
    return (_, _) -> ContractAnswers.rejected(null, List.of(complaints));
  }

  static Behaviour rejects(String code, String path, String message) {
    return rejects(new Complaint(code, path, message));
  }

  /** This status, and no body that would mean anything. */
  static Behaviour status(int status) {
    return always(Reaction.Reply.json(status, "{}"));
  }

  /** 409, as from a pod that runs a newer document. */
  static Behaviour alreadyNewer(String generationHeader) {
    return always(ContractAnswers.stale(generationHeader));
  }

  static Behaviour redirectsTo(String location) {
    return always(Reaction.Reply.json(307, "{}").withHeader("Location", location));
  }

  /** Takes the call and never answers. */
  static Behaviour hangs() {
    return always(new Reaction.Silence());
  }

  /** Does as the contract says and tells it late. */
  static Behaviour answersAfter(Duration delay) {
    return (_, honest) -> new Reaction.Late(delay, honest.answer());
  }

  /** Does as the contract says and tells it byte by byte. */
  static Behaviour trickles(Duration pause) {
    return (_, honest) -> new Reaction.Trickle(pause, honest.answer());
  }

  /** 200 with JSON that doesn't end before so many bytes. */
  static Behaviour floods(int bytes) {
    return (_, _) -> {
      var body = new byte[bytes];
      Arrays.fill(body, (byte) ' ');
      body[0] = '{';
      body[bytes - 1] = '}';
      return new Reaction.Reply(200, Map.of("Content-Type", "application/json"), Body.of(body));
    };
  }

  /** Does as the contract says and dies in the middle of telling it. */
  static Behaviour closesEarly() {
    return (_, honest) -> {
      var reply = honest.answer();
      return new Reaction.CutOff(reply, reply.body().length() / 2);
    };
  }

  /** Closes the connection without a word. */
  static Behaviour hangsUp() {
    return always(new Reaction.HangUp());
  }

  /** Says 200 to every document and claims to run this revision. */
  static Behaviour claimsToRun(String revision) {
    return always(
        Reaction.Reply.json(
            200,
            "{\"appliedRevision\":\""
                + revision
                + "\",\"processes\":{\"total\":1,\"applied\":1}}"));
  }

  /** 200 with this body. */
  static Behaviour says(String contentType, String body) {
    return always(Reaction.Reply.of(200, contentType, body));
  }

  /** Bytes that need not be HTTP. */
  static Behaviour speaks(String bytes) {
    return always(new Reaction.Raw(Body.of(bytes)));
  }

  /** The honest answer, changed. */
  static Behaviour altered(UnaryOperator<Reaction.Reply> change) {
    return (_, honest) -> change.apply(honest.answer());
  }

  static Behaviour always(Reaction reaction) {
    return (_, _) -> reaction;
  }

  /** This behaviour for so many calls, then the other. */
  default Behaviour times(int calls, Behaviour then) {
    var left = new AtomicInteger(calls);
    return (call, honest) -> (left.getAndDecrement() > 0 ? this : then).react(call, honest);
  }
}
