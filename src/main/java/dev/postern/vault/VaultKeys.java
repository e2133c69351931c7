package dev.postern.vault;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key file: two Tink keysets, one to a line, readable by its owner alone. */
final class VaultKeys {
  private static final Logger LOG = LoggerFactory.getLogger(VaultKeys.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private static final Configuration TINK = tink();

  /** The vault of an existing file. */
  static Vault read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
        throw new VaultRefused(
            "The key file %s can be read by others than its owner.".formatted(file),
            "Run: chmod 600 " + file);
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() != 2) throw unreadable(file, null);
      return new Vault(
          keyset(lines.get(0)).getPrimitive(TINK, Aead.class),
          keyset(lines.get(1)).getPrimitive(TINK, PrfSet.class));
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  /** Makes new keys; they are on the disk, whole, before this returns. */
  static void create(Path file) {
    try {
      Path folder = requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      Path draft = file.resolveSibling(file.getFileName() + ".draft");
      Files.deleteIfExists(draft);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } else {
        Files.createFile(draft);
      }
      String text =
          newKeyset(PredefinedAeadParameters.AES256_GCM)
              + "\n"
              + newKeyset(PredefinedPrfParameters.HMAC_SHA256_PRF)
              + "\n";
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.write(StandardCharsets.UTF_8.encode(text));
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(folder);
    } catch (IOException | GeneralSecurityException e) {
      throw new VaultRefused(
          "The key file %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Give the program a folder that it may write, or set postern.vault.key-file.");
    }
  }

  /** The file's name must survive a power cut too. Not every system can do this, or has to. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.debug("The folder of the key file cannot be forced to the disk: {}", e.toString());
    }
  }

  private static KeysetHandle keyset(String json) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(json, TINK, InsecureSecretKeyAccess.get());
  }

  private static String newKeyset(Parameters parameters) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
            KeysetHandle.generateNew(parameters, TINK), TINK, InsecureSecretKeyAccess.get())
        .replace("\n", "");
  }

  private static Configuration tink() {
    try {
      AeadConfig.register();
      PrfConfig.register();
      return RegistryConfiguration.get();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink does not start", e);
    }
  }

  private static VaultRefused unreadable(Path file, @Nullable Exception e) {
    return new VaultRefused(
        "The key file %s is damaged%s.".formatted(file, e == null ? "" : " or cannot be read"),
        "Put your copy of the key file back.");
  }

  private VaultKeys() {}
}
