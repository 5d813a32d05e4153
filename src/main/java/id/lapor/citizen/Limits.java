package id.lapor.citizen;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one visitor may do, as far as an installation decides it: {@code lapor.limits}.
 *
 * @param filingsAnHour reports from one address; an office, a school and a mobile operator share
 *     one
 */
@ConfigurationProperties("lapor.limits")
record Limits(@DefaultValue("60") int filingsAnHour) {}
