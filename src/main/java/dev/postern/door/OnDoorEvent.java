package dev.postern.door;

/**
 * What must happen when something happens at a door, in the same transaction: modules above this
 * one implement it, because they know who was let in and whom to tell.
 */
public interface OnDoorEvent {
  void happened(DoorEvent event);
}
