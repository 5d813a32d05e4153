package id.lapor.platform.time;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Work on a schedule belongs to servers; a task that is started and ends leaves it to them, and a
 * test does at its own moment what it is about.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@Profile("!task & !bench & !test")
class Recurring {}
