package dev.freshet.testbed;

import java.util.concurrent.CountDownLatch;

/** A JVM that starts all there is and stays, to be ended from outside. */
final class Neighbour {
  private Neighbour() {}

  public static void main(String[] args) throws InterruptedException {
    var controlPlane = ControlPlane.startWithControllers();
    Redis.start();
    System.out.println("ready " + controlPlane.kubeconfig().resolve("../..").normalize());
    new CountDownLatch(1).await();
  }
}
