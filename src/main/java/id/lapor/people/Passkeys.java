package id.lapor.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.webauthn4j.util.exception.WebAuthnException;
import id.lapor.platform.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys (WebAuthn level 3), checked by Spring Security. A passkey is asked to know its owner, by
 * finger, face or PIN, so it is two factors at once. Of a ceremony only the challenge is kept in
 * the session, for five minutes and for one answer: Spring Security compares parts of its options
 * by identity, which does not outlive a session in the database.
 */
@Service
public class Passkeys {

  private static final Logger log = LoggerFactory.getLogger(Passkeys.class);
  private static final Duration WORKS = Duration.ofMinutes(5);
  private static final String CHALLENGE = "passkey";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new WebauthnJacksonModule())
          .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final PasskeyStore store;
  private final AccountBook book;
  private final Webauthn4JRelyingPartyOperations operations;
  private final InstantSource clock;

  Passkeys(PasskeyStore store, AccountBook book, Settings settings, InstantSource clock) {
    this.store = store;
    this.book = book;
    this.clock = clock;
    URI site = URI.create(settings.publicUrl());
    this.operations =
        new Webauthn4JRelyingPartyOperations(
            store,
            store,
            PublicKeyCredentialRpEntity.builder().id(site.getHost()).name("Lapor").build(),
            Set.of(
                site.getScheme()
                    + "://"
                    + site.getHost()
                    + (site.getPort() < 0 ? "" : ":" + site.getPort())));
    operations.setCustomizeCreationOptions(o -> o.authenticatorSelection(selection()));
    operations.setCustomizeRequestOptions(
        o -> o.userVerification(UserVerificationRequirement.REQUIRED));
  }

  /**
   * A passkey as its owner sees it.
   *
   * @param label the name its owner gave it
   */
  public record Passkey(String id, String label, Instant since, @Nullable Instant lastUsed) {}

  /**
   * What is being waited for.
   *
   * @param owner whose passkey is made or asked for; empty when anybody may come
   * @param since epoch seconds
   */
  private record Challenge(String value, String owner, boolean making, long since)
      implements Serializable {}

  List<Passkey> of(String owner) {
    return store.of(owner);
  }

  boolean any(String owner) {
    return !store.of(owner).isEmpty();
  }

  /** What the browser needs to make one. */
  String make(String owner, HttpServletRequest request) {
    PublicKeyCredentialCreationOptions options = options(owner);
    keep(options.getChallenge(), owner, true, request);
    return JSON.writeValueAsString(options);
  }

  /** Like {@link #keep(String, String, String, HttpServletRequest)}, on the trail. */
  @Transactional
  boolean keep(Officer officer, String label, String answer, HttpServletRequest request) {
    Optional<Bytes> made = made(officer.login(), label, answer, request);
    made.ifPresent(id ->
        book.write(
            officer.accountId(), AccountAct.What.PASSKEY_ADDED, officer, store.onRecord(id)));
    return made.isPresent();
  }

  /** Keeps what the browser made; false when it is not what was asked for. */
  @Transactional
  boolean keep(String owner, String label, String answer, HttpServletRequest request) {
    return made(owner, label, answer, request).isPresent();
  }

  private Optional<Bytes> made(
      String owner, String label, String answer, HttpServletRequest request) {
    Optional<Challenge> challenge =
        taken(request).filter(c -> c.making() && c.owner().equals(owner));
    if (challenge.isEmpty()) {
      return Optional.empty();
    }
    try {
      PublicKeyCredential<AuthenticatorAttestationResponse> made =
          JSON.readValue(answer, new TypeReference<>() {});
      PublicKeyCredentialCreationOptions asked = options(owner);
      CredentialRecord kept =
          operations.registerCredential(
              new ImmutableRelyingPartyRegistrationRequest(
                  PublicKeyCredentialCreationOptions.builder()
                      .rp(asked.getRp())
                      .user(asked.getUser())
                      .pubKeyCredParams(asked.getPubKeyCredParams())
                      .authenticatorSelection(selection())
                      .challenge(Bytes.fromBase64(challenge.get().value()))
                      .build(),
                  new RelyingPartyPublicKey(made, label)));
      return Optional.of(kept.getCredentialId());
    } catch (IllegalArgumentException | WebAuthnException | JacksonException e) {
      log.debug("A passkey was not accepted", e);
      return Optional.empty();
    }
  }

  /**
   * What the browser needs to ask for one.
   *
   * @param owner empty when whoever comes says who it is by the passkey
   */
  String ask(String owner, HttpServletRequest request) {
    PublicKeyCredentialRequestOptions options =
        operations.createCredentialRequestOptions(
            new ImmutablePublicKeyCredentialRequestOptionsRequest(
                owner.isEmpty() ? null : named(owner)));
    keep(options.getChallenge(), owner, false, request);
    return JSON.writeValueAsString(options);
  }

  /** Whose passkey answered; empty when it was none, or not the one asked for. */
  @Transactional
  Optional<String> check(String answer, HttpServletRequest request) {
    Optional<Challenge> challenge = taken(request).filter(c -> !c.making());
    if (challenge.isEmpty()) {
      return Optional.empty();
    }
    try {
      PublicKeyCredential<AuthenticatorAssertionResponse> given =
          JSON.readValue(answer, new TypeReference<>() {});
      PublicKeyCredentialRequestOptions asked =
          operations.createCredentialRequestOptions(
              new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
      String name =
          operations
              .authenticate(
                  new RelyingPartyAuthenticationRequest(
                      PublicKeyCredentialRequestOptions.builder()
                          .rpId(asked.getRpId())
                          .userVerification(UserVerificationRequirement.REQUIRED)
                          .challenge(Bytes.fromBase64(challenge.get().value()))
                          .build(),
                      given))
              .getName();
      String owner = challenge.get().owner();
      return owner.isEmpty() || owner.equals(name) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException | WebAuthnException | JacksonException e) {
      log.debug("A passkey was not accepted", e);
      return Optional.empty();
    }
  }

  /** Like {@link #remove(String, String)}, on the trail. */
  @Transactional
  boolean remove(Officer officer, String id) {
    boolean removed = remove(officer.login(), id);
    if (removed) {
      book.write(
          officer.accountId(),
          AccountAct.What.PASSKEY_REMOVED,
          officer,
          store.onRecord(Bytes.fromBase64(id)));
    }
    return removed;
  }

  /** False when this owner has no such passkey. */
  boolean remove(String owner, String id) {
    return store.remove(owner, Bytes.fromBase64(id).getBytes());
  }

  private PublicKeyCredentialCreationOptions options(String owner) {
    return operations.createPublicKeyCredentialCreationOptions(
        new ImmutablePublicKeyCredentialCreationOptionsRequest(named(owner)));
  }

  private void keep(Bytes challenge, String owner, boolean making, HttpServletRequest request) {
    long now = clock.instant().getEpochSecond();
    request
        .getSession(true)
        .setAttribute(CHALLENGE, new Challenge(challenge.toBase64UrlString(), owner, making, now));
  }

  /** The challenge, once, while it works. */
  private Optional<Challenge> taken(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session == null || !(session.getAttribute(CHALLENGE) instanceof Challenge challenge)) {
      return Optional.empty();
    }
    session.removeAttribute(CHALLENGE);
    Instant until = Instant.ofEpochSecond(challenge.since()).plus(WORKS);
    return clock.instant().isBefore(until) ? Optional.of(challenge) : Optional.empty();
  }

  private static AuthenticatorSelectionCriteria selection() {
    return AuthenticatorSelectionCriteria.builder()
        .residentKey(ResidentKeyRequirement.REQUIRED)
        .userVerification(UserVerificationRequirement.REQUIRED)
        .build();
  }

  private static Authentication named(String owner) {
    return UsernamePasswordAuthenticationToken.authenticated(owner, null, List.of());
  }
}
