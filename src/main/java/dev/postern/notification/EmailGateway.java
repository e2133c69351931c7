package dev.postern.notification;

/** Hands e-mails to somebody who delivers them. */
public interface EmailGateway {
  /** One attempt, within a time limit of its own; never throws for what a provider can do wrong. */
  GatewayAnswer send(Email email);
}
