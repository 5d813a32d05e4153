package id.lapor.notification;

import id.lapor.channel.Wire;
import java.time.Instant;

/** A wire a reporter wants to hear nothing more on. It never says which address. */
public record Silence(Wire.Kind wire, Instant since) {}
