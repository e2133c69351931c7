package dev.postern.portal;

import dev.postern.access.Entry;
import dev.postern.access.OneTimePin;
import dev.postern.access.RoomGuards;
import dev.postern.task.StaffTask;
import java.util.List;

/** What the dashboard shows. */
public record Dashboard(
    List<StaffTask> tasks,
    List<DoorRow> doors,
    List<RoomGuards.Trouble> troubles,
    List<OneTimePin> open,
    List<Entry> entries,
    List<KioskRow> kiosks,
    List<NotificationRow> failed) {}
