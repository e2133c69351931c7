package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.UUID;

/**
 * A text message ready to be sent.
 *
 * @param id the notification's
 * @param to a phone number in E.164
 */
public record Sms(UUID id, String to, Secret text) {}
