package dev.postern.access;

import dev.postern.vault.Secret;

/** The keys of a one-time grant while they live: a number to type and the text of a QR code. */
record LiveKeys(Pin pin, Secret qr) {}
