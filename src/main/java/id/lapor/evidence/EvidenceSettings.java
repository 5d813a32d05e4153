package id.lapor.evidence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param clamav where a ClamAV daemon listens, {@code host:port}; empty when files are not scanned
 * @param heif path of libheif's {@code heif-convert}, for HEIC photos; empty when there is none
 */
@ConfigurationProperties("lapor.evidence")
record EvidenceSettings(@DefaultValue("") String clamav, @DefaultValue("") String heif) {}
