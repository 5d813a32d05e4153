package id.lapor.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param clamav where a ClamAV daemon listens, {@code host:port}; empty when files are not scanned
 */
@ConfigurationProperties("lapor.evidence")
record EvidenceSettings(@DefaultValue("") String clamav) {}
