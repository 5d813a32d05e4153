package id.lapor.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMS gateway Kannel, to which the operators' lines are connected.
 *
 * @param url of its {@code sendsms}, {@code http://127.0.0.1:13013/cgi-bin/sendsms}; empty when
 *     there is none
 * @param user of a {@code sendsms-user} group, and its password
 * @param from number messages come from
 * @param doorUser what Kannel shows when it brings messages and receipts, and its password; without
 *     a password the door stays shut
 * @param doorUrl address of this site as Kannel reaches it
 */
@ConfigurationProperties("lapor.kannel")
public record KannelSettings(
    @DefaultValue("") String url,
    @DefaultValue("lapor") String user,
    @DefaultValue("") String password,
    @DefaultValue("1708") String from,
    @DefaultValue("kannel") String doorUser,
    @DefaultValue("") String doorPassword,
    @DefaultValue("http://127.0.0.1:8080") String doorUrl) {}
