-- What the QR codes on a scan of 专家信息表 say, kept with the file.

ALTER TABLE "stored_file" ADD COLUMN "codes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- by hand: only the scan of a form has codes, and only a few.
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_codes_of_form"
  CHECK ("codes" = '{}' OR ("purpose" = 'stampedForm' AND cardinality("codes") <= 30));
