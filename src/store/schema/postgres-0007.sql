-- Step 5 says why references are not checked; this one stands in casus_reference already.
ALTER TABLE likeness DROP CONSTRAINT likeness_of_days_document_fkey;
