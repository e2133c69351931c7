package dev.postern.notification;

/** Hands text messages to somebody who delivers them. */
public interface SmsGateway {
  /** One attempt, within a time limit of its own; never throws for what a provider can do wrong. */
  GatewayAnswer send(Sms sms);
}
