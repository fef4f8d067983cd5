-- What an expert said of himself on the telephone counts as what he says himself, and is taken back with the refusal that
-- was recorded for him: the place of that refusal.
ALTER TABLE "draw_avoidance" ADD COLUMN "seat_id" UUID,
  ADD CONSTRAINT "draw_avoidance_seat" CHECK ("seat_id" IS NULL OR "source" = 'expert');
