package dev.freshet.testbed.pod;

/** What a pod runs. */
public record Document(
    Body body, String revision, String policy, String policyUid, long generation) {
  static Document of(HttpCall call, Fence fence) {
    return new Document(
        call.body(),
        "sha256:" + call.body().sha256(),
        call.header("Freshet-Policy"),
        fence.policyUid(),
        fence.generation());
  }
}
