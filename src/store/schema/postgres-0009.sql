DELETE FROM casus_reference WHERE child = 'block';
