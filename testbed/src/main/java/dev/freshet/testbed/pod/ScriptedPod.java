package dev.freshet.testbed.pod;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The process of one pod. By itself it keeps the contract; a test can have it do anything else.
 *
 * <p>It remembers every call it has read, whatever it did with it.
 */
public final class ScriptedPod implements AutoCloseable {
  private final PodIdentity identity;
  private final ContractEndpoint endpoint;
  private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  private volatile Behaviour configBehaviour = Behaviour.honest();
  private volatile Behaviour statusBehaviour = Behaviour.honest();
  private @Nullable HttpListener listener;

  private ScriptedPod(PodIdentity identity) {
    this.identity = identity;
    this.endpoint = new ContractEndpoint(identity);
  }

  /** Starts to listen. */
  public static ScriptedPod start(PodIdentity identity) {
    var pod = new ScriptedPod(identity);
    pod.resume();
    return pod;
  }

  public String name() {
    return identity.name();
  }

  public PodIdentity identity() {
    return identity;
  }

  /** What this pod does with documents that are offered to it. */
  public void onConfig(Behaviour behaviour) {
    configBehaviour = behaviour;
  }

  /** Whatever this pod does with documents, it says so late. */
  public void delayConfig(Duration delay) {
    var now = configBehaviour;
    configBehaviour = (call, honest) -> new Reaction.Late(delay, now.react(call, honest));
  }

  /** What this pod does when it is asked how it is. */
  public void onStatus(Behaviour behaviour) {
    statusBehaviour = behaviour;
  }

  /** What this pod does with every call. */
  public void onEveryCall(Behaviour behaviour) {
    onConfig(behaviour);
    onStatus(behaviour);
  }

  /** With less than all of them applied, an honest pod answers 202 until it is told otherwise. */
  public void setProcesses(int total, int applied) {
    endpoint.setProcesses(new Processes(total, applied));
  }

  /** The keys that it accepts from now on, as when its mounted Secret has changed. */
  public void setKeys(PodKey... keys) {
    endpoint.setKeys(List.of(keys));
  }

  /** What it runs. */
  public Optional<Document> document() {
    return endpoint.document();
  }

  /** The digest of what it runs. */
  public Optional<String> revision() {
    return document().map(Document::revision);
  }

  /** Every call so far, in the order in which they were read. */
  public List<HttpCall> calls() {
    return List.copyOf(calls);
  }

  /** The calls that offered a document. */
  public List<HttpCall> configCalls() {
    return calls.stream().filter(call -> call.target().endsWith("/v1/config")).toList();
  }

  /** The calls that asked how it is. */
  public List<HttpCall> statusCalls() {
    return calls.stream().filter(call -> call.target().endsWith("/v1/status")).toList();
  }

  /** What an honest pod would think of such a call. */
  public Verdict verdictOn(HttpCall call) {
    return endpoint.verdict(call);
  }

  /** How many connections callers hold now. */
  public synchronized int connections() {
    return listener == null ? 0 : listener.connections();
  }

  /** Forgets its document, as a process without a disk does when it is started again. */
  public void forget() {
    endpoint.forget();
  }

  /** Ends its connections and refuses new ones; it remembers its document. */
  public synchronized void pause() {
    if (listener != null) {
      listener.close();
      listener = null;
    }
  }

  /** Listens again, on the same address and port. */
  public synchronized void resume() {
    if (listener == null) {
      listener =
          HttpListener.open(
              new InetSocketAddress(InetAddress.ofLiteral(identity.address()), identity.port()),
              identity.tls(),
              this::react);
    }
  }

  /** The process ends. */
  @Override
  public void close() {
    pause();
    forget();
  }

  private Reaction react(HttpCall call) {
    calls.add(call);
    var behaviour = call.target().endsWith("/v1/config") ? configBehaviour : statusBehaviour;
    return behaviour.react(call, () -> endpoint.answer(call));
  }

  @Override
  public String toString() {
    return "ScriptedPod[" + identity.name() + " " + identity.address() + "]";
  }
}
