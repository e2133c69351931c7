package dev.postern.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.prf.PrfSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals what must be read again and indexes what must be found again, with keys that are in neither
 * the database nor its backups.
 */
public class Vault {
  private static final int INDEX_BYTES = 32;

  private final Aead seal;
  private final PrfSet index;

  Vault(Aead seal, PrfSet index) {
    this.seal = seal;
    this.index = index;
  }

  /**
   * Encrypts with AES-256-GCM.
   *
   * @param boundTo the row that will hold it ({@code access_key:<id>}): elsewhere it does not open
   */
  public byte[] seal(Secret secret, String boundTo) {
    try {
      return seal.encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), bytes(boundTo));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Sealing failed", e);
    }
  }

  /**
   * The secret that was sealed for exactly this row.
   *
   * @throws IllegalStateException if it was sealed for another row, changed, or sealed by other
   *     keys
   */
  public Secret open(byte[] sealed, String boundTo) {
    try {
      return new Secret(new String(seal.decrypt(sealed, bytes(boundTo)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The seal of " + boundTo + " does not open", e);
    }
  }

  /**
   * The 32 bytes by which a key is found: HMAC-SHA-256 over property, kind and value, so that equal
   * numbers of two properties, or a PIN and a card of the same digits, have nothing in common.
   */
  public byte[] index(UUID propertyId, String kind, Secret value) {
    byte[] kindBytes = bytes(kind);
    byte[] valueBytes = bytes(value.reveal());
    byte[] input =
        ByteBuffer.allocate(16 + 4 + kindBytes.length + valueBytes.length)
            .putLong(propertyId.getMostSignificantBits())
            .putLong(propertyId.getLeastSignificantBits())
            .putInt(kindBytes.length)
            .put(kindBytes)
            .put(valueBytes)
            .array();
    try {
      return index.computePrimary(input, INDEX_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Indexing failed", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
