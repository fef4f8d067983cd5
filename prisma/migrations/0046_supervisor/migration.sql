-- 监督人员 (requirements M5): looks at what is decided, and writes nothing.
ALTER TYPE "StaffRole" ADD VALUE 'supervisor';
