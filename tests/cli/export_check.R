# Reads a table that `casus code -f FORMAT` wrote as R's users do. Usage: Rscript export_check.R FORMAT FILE
given <- commandArgs(trailingOnly = TRUE)
columns <- c(icews = 20, gdelt = 61, `gdelt-mentions` = 16, phoenix = 26, polecat = 40, acled = 31, `ucdp-ged` = 49, ceasefires = 86)
comma <- given[1] %in% c("csv", "acled", "ucdp-ged", "ceasefires")
headless <- given[1] %in% c("gdelt", "gdelt-mentions", "phoenix")
# With R's own defaults for quotes: what is written must stand them. Codes are strings, or their zeros are lost.
rows <- if (comma) read.csv(given[2], colClasses = "character", encoding = "UTF-8") else
	read.delim(given[2], header = !headless, colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(rows) > 0)
if (given[1] %in% names(columns)) stopifnot(ncol(rows) == columns[[given[1]]])
lines <- length(readLines(given[2], warn = FALSE)) - !headless
if (!comma) stopifnot(nrow(rows) == lines)
# And guessed: numbers come out as numbers, ids exactly.
guessed <- if (comma) read.csv(given[2]) else read.delim(given[2], header = !headless)
if (given[1] == "icews") stopifnot(is.numeric(guessed$Intensity), all(sprintf("%.0f", guessed$Event.ID) == rows$Event.ID), "0256" %in% rows$CAMEO.Code)
if (given[1] == "gdelt") stopifnot(is.numeric(guessed[[31]]), all(sprintf("%.0f", guessed[[1]]) == rows[[1]]))
if (given[1] == "acled") stopifnot(is.numeric(guessed$fatalities), !anyNA(as.Date(rows$event_date)))
if (given[1] == "ucdp-ged") stopifnot(is.numeric(guessed$best), all(guessed$best > 0), !anyNA(as.POSIXct(rows$date_start)))
if (given[1] == "polecat") stopifnot(!anyNA(as.Date(rows$Event.Date)), is.numeric(guessed$Intensity))
