package id.lapor.channel.x;

import org.springframework.beans.factory.annotation.Autowired;

/** Fetches posts when a test says so. */
public class XRound {

  @Autowired private XPoller poller;

  public void run() {
    poller.look();
  }

  /** As on a server: what goes wrong is noted and tried again. */
  public void quietly() {
    poller.round();
  }
}
