-- An expert of whom no document is on record comes in when two people know him by another paper: by which, and who the
-- other was.
ALTER TABLE "draw_seat" ADD COLUMN "door_note" TEXT,
  ADD CONSTRAINT "draw_seat_door_note" CHECK ("door_note" IS NULL OR (char_length("door_note") BETWEEN 1 AND 300 AND "signed_in_at" IS NOT NULL));
