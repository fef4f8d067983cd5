-- Who is taken at a time, and who was drawn within a year, are asked over everybody at each draw.
-- by hand: draw_seat_when

CREATE INDEX "draw_seat_when" ON "draw_seat" USING gist (tstzrange("session_from", "session_to"));
