package dev.postern.notification.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.notification.Email;
import dev.postern.notification.QrPicture;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

/** An e-mail on the wire: plain text, or HTML with its picture inside it, as the reader likes. */
final class MimeEmail extends MimeMessage {
  private final String messageId;

  private MimeEmail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  static MimeMessage of(Email email, InternetAddress to, InternetAddress from, Session session)
      throws MessagingException {
    String domain = from.getAddress().substring(from.getAddress().indexOf('@') + 1);
    var mime = new MimeEmail(session, "<" + email.id() + "@" + domain + ">");
    mime.setFrom(from);
    mime.setRecipient(Message.RecipientType.TO, to);
    mime.setSubject(email.subject(), UTF_8.name());
    mime.setHeader("Auto-Submitted", "auto-generated"); // no out-of-office answers, please
    mime.setContent(new MimeMultipart("alternative", text(email), html(email)));
    mime.saveChanges();
    return mime;
  }

  private static MimeBodyPart text(Email email) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(email.text().reveal(), UTF_8.name());
    return part;
  }

  private static MimeBodyPart html(Email email) throws MessagingException {
    var html = new MimeBodyPart();
    html.setText(email.html().reveal(), UTF_8.name(), "html");
    QrPicture shown = email.picture();
    return shown == null ? html : withPicture(html, shown);
  }

  private static MimeBodyPart withPicture(MimeBodyPart html, QrPicture shown)
      throws MessagingException {
    var picture = new MimeBodyPart();
    picture.setDataHandler(new DataHandler(new ByteArrayDataSource(shown.png(), "image/png")));
    picture.setContentID("<" + Email.PICTURE_ID + ">");
    picture.setDisposition(MimeBodyPart.INLINE);
    picture.setFileName("qr-code.png");
    var both = new MimeBodyPart();
    both.setContent(new MimeMultipart("related", html, picture));
    return both;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
