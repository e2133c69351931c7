package dev.postern.door.driver.shelly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.vault.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestChallengeTest {
  @Test
  void answersTheExampleOfTheStandard() {
    var challenge =
        new DigestChallenge(
            "http-auth@example.org",
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS");

    String response =
        challenge.response(
            "Mufasa",
            new Secret("Circle of Life"),
            "GET",
            "/dir/index.html",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

    assertThat(response)
        .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
  }

  @Test
  void readsAChallengeHoweverItIsWritten() {
    var expected = new DigestChallenge("shelly, \\\"1\\\"", "Tm9uY2U=", null);

    assertThat(
            DigestChallenge.in(
                List.of(
                    "Basic realm=\"x\"",
                    "digest realm=\"shelly, \\\"1\\\"\",nonce=\"Tm9uY2U=\" ,"
                        + "  algorithm=sha-256,qop=\"auth-int, auth\"")))
        .contains(expected);
    assertThat(
            DigestChallenge.in(
                List.of(
                    "Basic realm=\"x\", Digest QOP=auth, NONCE=Tm9uY2U=, algorithm=\"SHA-256\","
                        + " realm=\"shelly, \\\"1\\\"\", Bearer realm=\"y\"")))
        .contains(expected);
  }

  @Test
  void takesTheChallengeItCanAnswerFromSeveral() {
    assertThat(
            DigestChallenge.in(
                List.of(
                    "Digest realm=\"r\", nonce=\"a\", qop=\"auth\", algorithm=MD5",
                    "Digest realm=\"r\", nonce=\"b\", qop=\"auth\", algorithm=SHA-256,"
                        + " opaque=\"\"")))
        .contains(new DigestChallenge("r", "b", ""));
  }

  @Test
  void refusesAChallengeItCannotAnswer() {
    for (String header :
        List.of(
            "",
            "Digest",
            "Digest ",
            "Basic realm=\"r\"",
            "Digest realm=\"r\", nonce=\"n\", qop=\"auth\"",
            "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-256",
            "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256",
            "Digest nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
            "Digest realm=\"\u0001\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256",
            "Digest realm=\"" + "\\x".repeat(100_000) + "\", nonce=\"n\", qop=\"auth\"")) {
      assertThat(DigestChallenge.in(List.of(header))).as(header).isEmpty();
    }
  }

  @Test
  void givesNothingOfTheHeaderAwayWhenPrinted() {
    Secret header = new DigestChallenge("r", "n", "").answer(new Secret("s3cret"));

    assertThat(header.reveal())
        .matches(
            "Digest username=\"admin\", realm=\"r\", nonce=\"n\", uri=\"/rpc\", algorithm=SHA-256,"
                + " response=\"[0-9a-f]{64}\", qop=auth, nc=00000001, cnonce=\"[0-9a-f]{32}\","
                + " opaque=\"\"")
        .doesNotContain("s3cret");
    assertThat(header).hasToString("•••");
  }
}
