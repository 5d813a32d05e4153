/** Floor 1: wires to the outside. They carry bytes to addresses and know nothing of reports. */
@ApplicationModule(
    displayName = "Channel",
    allowedDependencies = {"platform"})
@NullMarked
package id.lapor.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
