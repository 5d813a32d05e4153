package id.lapor.citizen;

import id.lapor.channel.Doors;
import id.lapor.report.Actor;
import id.lapor.report.Changes;
import id.lapor.report.Event;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes that officers write down what people say, so that whoever looks after the ways in sees it.
 * What was typed lies sealed on its sheet before it is filed, see {@link Drafts}.
 */
@Component
class AtTheDesk {

  private final Doors doors;

  AtTheDesk(Doors doors) {
    this.doors = doors;
  }

  @EventListener
  void on(Changes changes) {
    for (Changes.Change change : changes.all()) {
      boolean written =
          change.entries().stream()
              .anyMatch(
                  e -> e.event() instanceof Event.Filed && e.actor() instanceof Actor.Officer);
      if (written) {
        doors.keep(
            new Doors.Brought(Doors.Door.DESK, Doors.AT_THE_DESK, null),
            change.after().id().value());
      }
    }
  }
}
