PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE run ( -- which program, lexicon and model said what
	key INTEGER PRIMARY KEY,
	version TEXT NOT NULL,
	lexicon TEXT NOT NULL,
	model TEXT NOT NULL,
	UNIQUE (version, lexicon, model)
) STRICT;
INSERT INTO run VALUES(1,'0.1.0','3ab88fbb7f91f470','4fc7309b60f10574');
CREATE TABLE addition ( -- one use of `casus add`
	key INTEGER PRIMARY KEY,
	started INTEGER NOT NULL, -- seconds since 1970-01-01, UTC
	run INTEGER NOT NULL REFERENCES run
) STRICT;
INSERT INTO addition VALUES(1,1795451651,1);
CREATE TABLE word ( -- any short text that comes again and again: rules, cues, publishers, paths
	key INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO word VALUES(1,'Agency');
INSERT INTO word VALUES(2,'en');
INSERT INTO word VALUES(3,'Tripoli');
INSERT INTO word VALUES(4,'codebook/reject.txt:38');
INSERT INTO word VALUES(5,'ceasefire');
INSERT INTO word VALUES(6,'codebook/request.txt:55');
INSERT INTO word VALUES(7,'codebook/reject.txt:68');
INSERT INTO word VALUES(8,'said');
INSERT INTO word VALUES(9,'codebook/agree.txt:28');
INSERT INTO word VALUES(10,'codebook/retreat.txt:104');
INSERT INTO word VALUES(11,'codebook/support.txt:107');
INSERT INTO word VALUES(12,'codebook/relations.txt:14');
INSERT INTO word VALUES(13,'codebook/assault.txt:269');
INSERT INTO word VALUES(14,'denied');
INSERT INTO word VALUES(15,'ceasefire: accepted and rejected');
CREATE TABLE actor ( -- what mentions were resolved to; an empty text where nothing is known
	key INTEGER PRIMARY KEY,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	country TEXT NOT NULL,
	sector TEXT NOT NULL,
	code TEXT NOT NULL
) STRICT;
INSERT INTO actor VALUES(1,'LNA','Libyan National Army','LBY','REB','LBYREB');
INSERT INTO actor VALUES(2,'RUS','Russia','RUS','','RUS');
INSERT INTO actor VALUES(3,'TUR','Turkey','TUR','','TUR');
INSERT INTO actor VALUES(4,'','diplomat','LBY','GOV','LBYGOV');
INSERT INTO actor VALUES(5,'EGY','Egypt','EGY','','EGY');
INSERT INTO actor VALUES(6,'HAFTAR','Khalifa Haftar','LBY','REB','LBYREB');
INSERT INTO actor VALUES(7,'','Misrata','LBY','','LBY');
CREATE TABLE place (
	key INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	country TEXT NOT NULL,
	admin1 TEXT NOT NULL,
	lat REAL NOT NULL,
	lon REAL NOT NULL,
	precision INTEGER NOT NULL, -- 0 place, 1 admin1, 2 country
	geonames INTEGER NOT NULL,  -- 0: not known
	population INTEGER NOT NULL,
	resolved INTEGER NOT NULL,  -- 0: the gazetteer does not have it; all above is empty
	UNIQUE (geonames, name, country, admin1, lat, lon, precision, population, resolved)
) STRICT;
INSERT INTO place VALUES(1,'Tripoli','LBY','Tripoli',32.887401580810546875,13.187299728393554687,0,2210247,1150989,1);
INSERT INTO place VALUES(2,'Libya','LBY','',25.0,17.0,2,0,5690273,1);
INSERT INTO place VALUES(3,'Mişrātah','LBY','Misratah',32.375301361083984375,15.092499732971191405,0,2214846,386120,1);
CREATE TABLE code ( -- what an event or a tie is
	key INTEGER PRIMARY KEY,
	kind INTEGER NOT NULL, -- 0 event, 1 relation
	type TEXT NOT NULL,    -- ASSAULT; backs
	mode TEXT NOT NULL,
	cameo TEXT NOT NULL,
	quad INTEGER NOT NULL,
	goldstein REAL NOT NULL,
	contexts TEXT NOT NULL, -- PLOVER's, with blanks between
	UNIQUE (type, mode, contexts, cameo, kind, quad, goldstein)
) STRICT;
INSERT INTO code VALUES(1,0,'REJECT','yield','1246',3,-2.0,'human_security military');
INSERT INTO code VALUES(2,0,'REQUEST','yield','0256',3,-1.0,'human_security military');
INSERT INTO code VALUES(3,0,'REJECT','yield','1246',3,-2.0,'military');
INSERT INTO code VALUES(4,0,'AGREE','','0356',1,2.5,'military');
INSERT INTO code VALUES(5,0,'RETREAT','withdraw','0874',2,8.0,'military');
INSERT INTO code VALUES(6,0,'SUPPORT','','052',1,5.0,'');
INSERT INTO code VALUES(7,1,'backs','','',0,0.0,'');
INSERT INTO code VALUES(8,0,'ASSAULT','explosives','183',4,-9.0,'');
CREATE TABLE document (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL UNIQUE,
	run INTEGER REFERENCES run,              -- NULL: not coded, since it repeats another
	addition INTEGER NOT NULL REFERENCES addition,
	duplicate_of INTEGER REFERENCES document,
	source_id TEXT,
	path INTEGER REFERENCES word,
	url TEXT,
	publisher INTEGER REFERENCES word,
	language INTEGER REFERENCES word,
	written_at INTEGER REFERENCES word,      -- where, as the input says
	day INTEGER,
	date_from INTEGER NOT NULL,              -- 0 nowhere, 1 input, 2 text, 3 dateline, 4 page, 5 file
	dateline INTEGER REFERENCES place,       -- what its dateline was resolved to
	dateline_text TEXT,                      -- where it is not what stands at the span
	dateline_start INTEGER,
	dateline_end INTEGER,
	head_start INTEGER,                      -- the dateline's place as the reader saw it
	head_end INTEGER,
	line INTEGER NOT NULL,                   -- of the input file; 0 where a file is an article
	sentences INTEGER NOT NULL
, author INTEGER REFERENCES word, blocks TEXT, spans TEXT) STRICT;
INSERT INTO document VALUES(1,X'207b94b2b8eceb693c184e1e',1,1,NULL,'a',NULL,'https://a.example/1',1,2,3,18270,1,1,NULL,0,7,0,7,1,5,NULL,'2 0 25 0 1 128 0 2 212 0 2 90','1 26 128 1 2 78 0 1 75 0 1 57 1 2 90');
INSERT INTO document VALUES(2,X'612dea739beaaa95ec196136',NULL,1,1,'c',NULL,'https://c.example/1',NULL,NULL,NULL,18271,1,NULL,NULL,NULL,NULL,NULL,NULL,3,0,NULL,'0 0 128 0 2 212',NULL);
CREATE TABLE other_source ( -- the same text, word for word, from elsewhere
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	url TEXT NOT NULL,
	publisher TEXT NOT NULL,
	source_id TEXT NOT NULL,
	path TEXT,
	addition INTEGER NOT NULL REFERENCES addition,
	PRIMARY KEY (document, url, publisher, source_id)
) STRICT, WITHOUT ROWID;
INSERT INTO other_source VALUES(1,'https://b.example/1','Paper','b',NULL,1);
CREATE TABLE article (
	document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
	title TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT;
INSERT INTO article VALUES(1,'Truce «refused»',replace('TRIPOLI, Jan 9 (Agency) - Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a three-day humanitarian ceasefire in Libya.\n\n"We will not stop our campaign," the Libyan National Army said in a statement. A diplomat said that it would accept a truce if Turkey withdrew its troops. At least 25 people were killed in Zuwāra, officials said.\n\nEgypt, which has backed Haftar since 2014, denied on Wednesday that it had bombed Misrata.','\n',char(10)));
INSERT INTO article VALUES(2,'Haftar says no',replace('Forces loyal to Khalifa Haftar on Thursday rejected a call by Russia and Turkey for a three-day humanitarian ceasefire in Libya.\n\n"We will not stop our campaign," the Libyan National Army said in a statement. A diplomat said that it would accept a truce if Turkey withdrew its troops. At least 25 people were killed in Zuwāra, officials said.','\n',char(10)));
PRAGMA writable_schema=ON;
INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','article_index','article_index',0,'CREATE VIRTUAL TABLE article_index USING fts5 (
	title, text, content = ''article'', content_rowid = ''document'', tokenize = ''unicode61 remove_diacritics 2''
)');
CREATE TABLE IF NOT EXISTS 'article_index_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO article_index_data VALUES(1,X'0205810b');
INSERT INTO article_index_data VALUES(10,X'000000030101010001010101');
INSERT INTO article_index_data VALUES(137438953473,X'000004080530323031340106010148020135010601013a01060101360101390106010104010161010e01010e09150409010e01010a09150409020563636570740106010130010601012c020567656e6379010601010502026e640106010112010601010e0203726d79010601012501060101210201740106010138010601013401066261636b6564010601014502056f6d626564010601014f0201790106010110010601010c010463616c6c010601010f010601010b03066d706169676e0106010121010601011d02086561736566697265010601011901060101150103646179010601011701060101130205656e6965640106010149020769706c6f6d6174010601012b01060101270105656779707401060101420103666f72010601011401060101100403636573010601010601060101020103686164010601014e030466746172010801010a3e0108020101060301730106010144020b756d616e6974617269616e01060101180106010114010269660106010133010601012f02016e010a01011a0f19010a0101160f19020174010801012e21010601012a0301730106010136010601013201036a616e010601010301076b68616c696661010601010901060101050205696c6c6564010601013d010601013901056c6561737401060101390106010135020469627961010601011b010601011706016e0106010123010601011f02046f79616c0106010107010601010301076d697372617461010601015001086e6174696f6e616c0106010124010601012002016f020204030174010601011e010601011a01096f6666696369616c730106010140010601013c02016e010801010b410106010107020275720106010120010601011c010670656f706c65010601013b010601013701077265667573656401020303066a6563746564010601010d0106010109020575737369610106010111010601010d010473616964010a0101260817010a0101220817030279730202030204696e636501060101470208746174656d656e740106010129010601012503026f70010601011f010601011b010474686174010801012d2101060101290301650106010122010601011e0303726565010601011601060101120306757273646179010601010c010601010802016f0106010108010601010402067269706f6c69010601010203046f6f7073010601013701060101330303756365010802010132010601012e020575726b6579010801011323010801010f2301027765010601011c01060101180307646e6573646179010601014b03027265010601013c010601013802046869636801060101430203696c6c010601011d010601011903067468647265770106010135010601013102046f756c64010601012f010601012b01067a7577617261010601013f010601013b040b0d0815110c0e0f0d0d0c0d1012140f0c130c0f0f0a1208170e110e0d0a131111100d100e14060d150e0e120c121114070b140e110d0f120d0d1010130e0e0e0b0f1210');
CREATE TABLE IF NOT EXISTS 'article_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO article_index_idx VALUES(1,X'',2);
CREATE TABLE IF NOT EXISTS 'article_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO article_index_docsize VALUES(1,X'024f');
INSERT INTO article_index_docsize VALUES(2,X'033c');
CREATE TABLE IF NOT EXISTS 'article_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO article_index_config VALUES('automerge',16);
INSERT INTO article_index_config VALUES('hashsize',8388608);
INSERT INTO article_index_config VALUES('version',4);
CREATE TABLE sentence (
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	number INTEGER NOT NULL,
	block INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
INSERT INTO sentence VALUES(1,0,1,26,154);
INSERT INTO sentence VALUES(1,1,2,156,234);
INSERT INTO sentence VALUES(1,2,2,235,310);
INSERT INTO sentence VALUES(1,4,3,370,460);
CREATE TABLE attribution ( -- who says so
	key INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	cue INTEGER REFERENCES word,
	start INTEGER,
	"end" INTEGER,
	quoted INTEGER NOT NULL,
	anonymous INTEGER NOT NULL
) STRICT;
INSERT INTO attribution VALUES(1,1,8,214,218,1,0);
INSERT INTO attribution VALUES(2,1,8,246,250,0,1);
INSERT INTO attribution VALUES(3,1,8,246,250,0,1);
INSERT INTO attribution VALUES(4,1,14,413,419,0,0);
CREATE TABLE speaker (
	attribution INTEGER NOT NULL REFERENCES attribution ON DELETE CASCADE,
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT, -- where it is not what stands at the span
	PRIMARY KEY (attribution, number)
) STRICT, WITHOUT ROWID;
INSERT INTO speaker VALUES(1,0,1,189,213,NULL);
INSERT INTO speaker VALUES(2,0,4,235,245,NULL);
INSERT INTO speaker VALUES(3,0,4,235,245,NULL);
INSERT INTO speaker VALUES(4,0,5,370,375,NULL);
CREATE TABLE event ( -- events and relations, in the order of the text
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	sentence INTEGER NOT NULL,
	code INTEGER NOT NULL REFERENCES code,
	rule INTEGER REFERENCES word,
	confidence INTEGER NOT NULL, -- thousandths
	factuality INTEGER NOT NULL, -- 0 actual, 1 negated, 2 planned, 3 conditional, 4 possible
	historical INTEGER NOT NULL,
	future INTEGER NOT NULL,
	hypothetical INTEGER NOT NULL,
	reciprocal INTEGER NOT NULL,
	attribution INTEGER REFERENCES attribution,
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL, -- 0 day, 1 week, 2 month, 3 season, 4 year, 5 fuzzy
	date_basis INTEGER NOT NULL,     -- 0 the document's, 1 exact, 2 relative
	date_start INTEGER,
	date_end INTEGER,
	place INTEGER REFERENCES place,
	place_text TEXT,                 -- where it is not what stands at the span
	place_start INTEGER,
	place_end INTEGER,
	trigger_word INTEGER NOT NULL,   -- its number in the sentence: the id is made from it
	trigger_start INTEGER NOT NULL,
	trigger_end INTEGER NOT NULL,
	about INTEGER REFERENCES word
) STRICT;
INSERT INTO event VALUES(1,X'15b5c38fc3970d7701ae6f42',1,0,1,4,775,0,0,0,0,0,NULL,18270,18270,0,2,60,68,2,NULL,148,153,7,69,84,5);
INSERT INTO event VALUES(2,X'949159401e0a311290798554',1,0,2,6,572,0,0,0,0,0,NULL,18270,18270,0,2,60,68,2,NULL,148,153,9,80,84,5);
INSERT INTO event VALUES(3,X'83e88d51d50b4461d4d1b571',1,1,3,7,519,0,0,0,0,0,1,18270,18270,0,0,NULL,NULL,NULL,NULL,NULL,NULL,4,169,186,NULL);
INSERT INTO event VALUES(4,X'55095f7073e3831262d708dc',1,2,4,9,516,3,0,1,1,0,2,18270,18270,0,0,NULL,NULL,NULL,NULL,NULL,NULL,6,265,279,5);
INSERT INTO event VALUES(5,X'3139a7abe29a673ff356c418',1,2,5,10,585,3,0,0,1,0,3,18270,18270,0,0,NULL,NULL,NULL,NULL,NULL,NULL,11,290,309,NULL);
INSERT INTO event VALUES(6,X'4b2392cd9278e51601ba7433',1,4,6,11,661,0,0,0,0,0,NULL,16071,18270,4,1,407,411,NULL,NULL,NULL,NULL,4,387,393,NULL);
INSERT INTO event VALUES(7,X'61a370fea16ed19643bb154e',1,4,7,12,776,0,1,0,0,0,NULL,16071,16435,4,1,407,411,NULL,NULL,NULL,NULL,4,387,393,NULL);
INSERT INTO event VALUES(8,X'40542eb0f104c7991d7ab390',1,4,8,13,793,1,0,0,0,0,4,18270,18270,0,0,NULL,NULL,3,NULL,452,459,15,445,451,NULL);
CREATE TABLE participant ( -- actors and recipients of events
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	role INTEGER NOT NULL, -- 0 actor, 1 recipient
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT, -- where it is not what stands at the span
	PRIMARY KEY (event, role, number)
) STRICT, WITHOUT ROWID;
INSERT INTO participant VALUES(1,0,0,1,26,68,NULL);
INSERT INTO participant VALUES(1,1,0,2,88,94,NULL);
INSERT INTO participant VALUES(1,1,1,3,99,105,NULL);
INSERT INTO participant VALUES(2,0,0,2,88,94,NULL);
INSERT INTO participant VALUES(2,0,1,3,99,105,NULL);
INSERT INTO participant VALUES(3,0,0,1,157,159,NULL);
INSERT INTO participant VALUES(4,0,0,1,256,258,NULL);
INSERT INTO participant VALUES(5,0,0,3,283,289,NULL);
INSERT INTO participant VALUES(6,0,0,5,370,375,NULL);
INSERT INTO participant VALUES(6,1,0,6,394,400,NULL);
INSERT INTO participant VALUES(7,0,0,5,370,375,NULL);
INSERT INTO participant VALUES(7,1,0,6,394,400,NULL);
INSERT INTO participant VALUES(8,0,0,5,438,440,NULL);
INSERT INTO participant VALUES(8,1,0,7,452,459,NULL);
CREATE TABLE term ( -- since when or until when a relation holds, where the text says so
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	bound INTEGER NOT NULL, -- 0 since, 1 until
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL,
	date_basis INTEGER NOT NULL,
	date_start INTEGER,
	date_end INTEGER,
	PRIMARY KEY (event, bound)
) STRICT, WITHOUT ROWID;
INSERT INTO term VALUES(7,0,16071,16435,4,1,407,411);
CREATE TABLE toll ( -- numbers of people
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	number INTEGER NOT NULL,
	of INTEGER NOT NULL, -- 0 killed, 1 wounded, 2 arrested, 3 displaced, 4 abducted, 5 crowd
	low INTEGER NOT NULL,
	high INTEGER, -- NULL: "at least"
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE ceasefire (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	stage INTEGER NOT NULL, -- 0 called, 1 agreed, 2 in-force, 3 violated, 4 ended
	called_on INTEGER,
	effective_from INTEGER,
	"until" INTEGER,
	duration TEXT,
	unilateral INTEGER NOT NULL,
	written INTEGER NOT NULL,
	extended INTEGER NOT NULL,
	purposes TEXT NOT NULL, -- with blanks between
	place INTEGER REFERENCES place,
	place_text TEXT,
	place_start INTEGER,
	place_end INTEGER
) STRICT;
INSERT INTO ceasefire VALUES(1,X'e9ba9a95136738f6bf18b31f',1,0,18270,NULL,NULL,'P3D',0,0,0,'humanitarian',2,NULL,148,153);
CREATE TABLE ceasefire_side (
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	role INTEGER NOT NULL, -- 0 called by, 1 party, 2 mediator
	number INTEGER NOT NULL,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT,
	PRIMARY KEY (ceasefire, role, number)
) STRICT, WITHOUT ROWID;
INSERT INTO ceasefire_side VALUES(1,0,0,2,88,94,NULL);
INSERT INTO ceasefire_side VALUES(1,0,1,3,99,105,NULL);
CREATE TABLE ceasefire_event ( -- what it rests on
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	number INTEGER NOT NULL,
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	PRIMARY KEY (ceasefire, number)
) STRICT, WITHOUT ROWID;
INSERT INTO ceasefire_event VALUES(1,2,1);
INSERT INTO ceasefire_event VALUES(1,0,2);
INSERT INTO ceasefire_event VALUES(1,1,4);
CREATE TABLE response ( -- how someone answered a call
	ceasefire INTEGER NOT NULL REFERENCES ceasefire ON DELETE CASCADE,
	number INTEGER NOT NULL,
	response INTEGER NOT NULL, -- 0 rejects, 1 accepts, 2 accepts-conditionally, 3 welcomes, 4 violates
	event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	actor INTEGER NOT NULL REFERENCES actor,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	text TEXT,
	attribution INTEGER REFERENCES attribution,
	date_from INTEGER,
	date_to INTEGER,
	date_precision INTEGER NOT NULL,
	date_basis INTEGER NOT NULL,
	date_start INTEGER,
	date_end INTEGER,
	PRIMARY KEY (ceasefire, number)
) STRICT, WITHOUT ROWID;
INSERT INTO response VALUES(1,0,2,4,1,256,258,NULL,2,18270,18270,0,0,NULL,NULL);
INSERT INTO response VALUES(1,1,0,1,1,26,68,NULL,NULL,18270,18270,0,2,60,68);
CREATE TABLE contradiction (
	key INTEGER PRIMARY KEY,
	id BLOB NOT NULL,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	first INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	second INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
	about INTEGER NOT NULL REFERENCES word
) STRICT;
INSERT INTO contradiction VALUES(1,X'2adc39c0c61cfdd4dd81ac11',1,1,4,15);
CREATE TABLE superseded ( -- what an earlier run said and a later one does not
	key INTEGER PRIMARY KEY,
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	run INTEGER NOT NULL REFERENCES run,
	replaced_by INTEGER NOT NULL REFERENCES run,
	addition INTEGER NOT NULL REFERENCES addition,
	record TEXT NOT NULL -- as RECORD.md has it
) STRICT;
CREATE TABLE signature ( -- what a document is about, for comparing: hashes of its words
	document INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE,
	bytes BLOB NOT NULL
) STRICT;
INSERT INTO signature VALUES(1,X'0216974d3171704fb32e56b23f8fd51c9331c89e324ea05678c6305fd5f05be2b71dfd38c37608a2e10f84e71ae1fb2521de2d43243420693f809961c36f70e0307b42e080a3fe82e1ea85441d8e23898fa0269541bca2c1eeada745b24133b4236ab467e9c16306cdc0b4d58182d700b6da4273f5e05ff8');
CREATE TABLE mention ( -- an event as news of a happening
	event INTEGER PRIMARY KEY REFERENCES event ON DELETE CASCADE,
	"group" INTEGER NOT NULL, -- 0 words, 1 material cooperation, 2 material conflict; 3 more for what is planned or hangs on a condition
	day INTEGER,              -- the day that it names, else its article's; NULL unknown
	length INTEGER NOT NULL,  -- of a range, in days; else 1
	home INTEGER,             -- the day of the happening that it looks back on, else its own
	home_length INTEGER NOT NULL,
	part INTEGER NOT NULL,    -- the first report that the comparison gives it to (an event)
	incident INTEGER NOT NULL, -- the same, with what was joined by hand
	sketch BLOB NOT NULL
) STRICT;
INSERT INTO mention VALUES(1,0,18270,1,18270,1,1,1,X'020652454a454354057969656c640000034c42590672656a65637493bc9d02bc9d02bc9d0200a0c21ea0e014010103034c4e410005666f726365034c42590203525553000672757373696103525553030354555200067475726b657903545552031c84e71a29de2d9f4d3179704fb32e56a3fe82ba3f8f2b898fdd1c934933b46b06cd385fd5c0b4d500b6da');
INSERT INTO mention VALUES(2,0,18270,1,18270,1,2,2,X'020752455155455354057969656c640000034c42590463616c6c53bc9d02bc9d02bc9d0200a0c21ea0e01401010203525553000672757373696103525553020354555200067475726b657903545552021c8ce71a21de2d9f4d3179704fb32e56a3fe82ba3f8f23898fdd1c934133b46306cd385fd5c0b4d500b6da');
INSERT INTO mention VALUES(3,0,18270,1,18270,1,1,1,X'020652454a454354057969656c640000000473746f7083bc9d02bc9d02bc9d02020000010101034c4e4100027765034c4259020ee9fb25e0307b4c1d8e31c89ec1eead8182d7e05ff8');
INSERT INTO mention VALUES(4,3,18270,1,18270,1,4,4,X'02054147524545000000000661636365707489bc9d02bc9d02bc9d02040000010101034c4e4100026974034c4259020ecb7608a2e10f4b2434cb6f70e1ea85ba3f8fe85ff8');
INSERT INTO mention VALUES(5,4,18270,1,18270,1,5,5,X'0207524554524541540877697468647261770000000877697468647261778abc9d02bc9d02bc9d020400000101010354555200067475726b657903545552020ecb7608aae10f432434c36f70e9ea85ba3f8fe05ff8');
INSERT INTO mention VALUES(6,0,18270,1,18270,1,6,6,X'0207535550504f525400000000046261636b81bc9d02bc9d02bc9d0208000001010203454759000565677970740345475902064841465441520006686166746172034c425907109f4d3180996142e0803a4ea0af45b22b6ab45678c6f05be2');
INSERT INTO mention VALUES(8,2,18270,1,18270,1,8,8,X'020741535341554c540a6578706c6f73697665730a4d69c59f72c481746168084d69737261746168034c425904626f6d62a4bc9d02bc9d02bc9d0208d2c2279ab6120101020345475900026974034547590200076d697372617461076d697372617461034c42590310974d3180996142e080324ea0a745b22b6ab45e78c6f85be2');
CREATE TABLE incident ( -- one happening; the key is that of the event which reported it first
	key INTEGER PRIMARY KEY,
	code INTEGER NOT NULL REFERENCES code, -- what most mentions say it was
	day_from INTEGER,
	day_to INTEGER,
	place INTEGER REFERENCES place,        -- the finest place that most mentions name
	first_report INTEGER,                  -- days of articles
	last_report INTEGER,
	mentions INTEGER NOT NULL,
	documents INTEGER NOT NULL,
	sources INTEGER NOT NULL,              -- documents, those that repeat one of them, and other sources of the same text
	killed_low INTEGER,                    -- the range of the numbers told
	killed_high INTEGER,
	wounded_low INTEGER,
	wounded_high INTEGER,
	denials INTEGER NOT NULL,              -- mentions that say it was not so
	open INTEGER NOT NULL                  -- mentions that say it as possible, planned or conditional
) STRICT;
INSERT INTO incident VALUES(1,1,18270,18270,2,18270,18270,2,1,3,NULL,NULL,NULL,NULL,0,0);
INSERT INTO incident VALUES(2,2,18270,18270,2,18270,18270,1,1,3,NULL,NULL,NULL,NULL,0,0);
INSERT INTO incident VALUES(4,4,18270,18270,NULL,18270,18270,1,1,3,NULL,NULL,NULL,NULL,0,1);
INSERT INTO incident VALUES(5,5,18270,18270,NULL,18270,18270,1,1,3,NULL,NULL,NULL,NULL,0,1);
INSERT INTO incident VALUES(6,6,18270,18270,NULL,18270,18270,1,1,3,NULL,NULL,NULL,NULL,0,0);
INSERT INTO incident VALUES(8,8,18270,18270,3,18270,18270,1,1,3,NULL,NULL,NULL,NULL,1,0);
CREATE TABLE choice ( -- by hand: these two mentions are one happening, or are not
	key INTEGER PRIMARY KEY,
	same INTEGER NOT NULL,
	made INTEGER NOT NULL,     -- seconds since 1970-01-01, UTC
	act INTEGER NOT NULL,      -- choices made at once are undone at once
	a_event BLOB NOT NULL,     -- the event's id; where a newer codebook gives it another, its document and trigger find it
	a_document BLOB NOT NULL,
	a_start INTEGER NOT NULL,
	b_event BLOB NOT NULL,
	b_document BLOB NOT NULL,
	b_start INTEGER NOT NULL
) STRICT;
CREATE TABLE judgement ( -- somebody has looked at a record; the last word on it stands. It outlives coding anew.
	event BLOB PRIMARY KEY,    -- the record's id
	verdict INTEGER NOT NULL,  -- 0 right, 1 wrong, 2 changed
	note TEXT NOT NULL,
	change TEXT NOT NULL,      -- JSON: what it should be, field by field; empty unless changed
	record TEXT NOT NULL,      -- as RECORD.md has it, as it was judged
	made INTEGER NOT NULL      -- seconds since 1970-01-01, UTC
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "likeness" (
	band INTEGER NOT NULL,
	day INTEGER NOT NULL, -- of the document; 2147483647 where it has none
	document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE,
	PRIMARY KEY (band, day, document)
) STRICT, WITHOUT ROWID;
INSERT INTO likeness VALUES(25737482765258,18271,2);
INSERT INTO likeness VALUES(51350022336906,18270,1);
INSERT INTO likeness VALUES(204613302672271,18270,1);
INSERT INTO likeness VALUES(204613302672271,18271,2);
INSERT INTO likeness VALUES(249710378445066,18271,2);
INSERT INTO likeness VALUES(253272418877157,18270,1);
INSERT INTO likeness VALUES(253272418877157,18271,2);
INSERT INTO likeness VALUES(263730276712319,18270,1);
CREATE INDEX actor_by_name ON actor (name);
CREATE INDEX actor_by_id ON actor (id) WHERE id <> '';
CREATE INDEX place_by_name ON place (name);
CREATE INDEX place_by_country ON place (country);
CREATE INDEX document_by_day ON document (day);
CREATE INDEX document_by_original ON document (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
	INSERT INTO article_index (article_index, rowid, title, text) VALUES ('delete', old.document, old.title, old.text);
END;
CREATE TRIGGER article_changed AFTER UPDATE ON article BEGIN
	INSERT INTO article_index (article_index, rowid, title, text) VALUES ('delete', old.document, old.title, old.text);
	INSERT INTO article_index (rowid, title, text) VALUES (new.document, new.title, new.text);
END;
CREATE INDEX attribution_by_document ON attribution (document);
CREATE INDEX speaker_by_actor ON speaker (actor);
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_document ON event (document);
CREATE INDEX event_by_code ON event (code, date_from);
CREATE INDEX event_by_date ON event (date_from);
CREATE INDEX event_by_attribution ON event (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX participant_by_actor ON participant (actor, role);
CREATE INDEX ceasefire_by_id ON ceasefire (id);
CREATE INDEX ceasefire_by_document ON ceasefire (document);
CREATE INDEX ceasefire_side_by_actor ON ceasefire_side (actor);
CREATE INDEX ceasefire_event_by_event ON ceasefire_event (event);
CREATE INDEX response_by_event ON response (event);
CREATE INDEX response_by_attribution ON response (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX contradiction_by_document ON contradiction (document);
CREATE INDEX contradiction_by_first ON contradiction (first);
CREATE INDEX contradiction_by_second ON contradiction (second);
CREATE INDEX superseded_by_document ON superseded (document);
CREATE VIEW v_documents AS
SELECT d.key AS document, lower(hex(d.id)) AS id, date(d.day * 86400, 'unixepoch') AS date,
	CASE d.date_from WHEN 1 THEN 'input' WHEN 2 THEN 'text' WHEN 3 THEN 'dateline' WHEN 4 THEN 'page' WHEN 5 THEN 'file' END AS date_from,
	a.title, d.source_id, path.text AS path, d.url, publisher.text AS publisher, language.text AS language,
	place.name AS dateline, d.sentences, nullif(lower(hex(o.id)), '') AS duplicate_of,
	r.version, r.lexicon, r.model, datetime(ad.started, 'unixepoch') AS added, a.text
FROM document d
JOIN article a ON a.document = d.key
JOIN addition ad ON ad.key = d.addition
LEFT JOIN run r ON r.key = d.run
LEFT JOIN document o ON o.key = d.duplicate_of
LEFT JOIN word path ON path.key = d.path
LEFT JOIN word publisher ON publisher.key = d.publisher
LEFT JOIN word language ON language.key = d.language
LEFT JOIN place ON place.key = d.dateline;
CREATE VIEW v_participants AS
SELECT p.event, CASE p.role WHEN 0 THEN 'actor' ELSE 'recipient' END AS role, p.number,
	coalesce(p.text, substr(a.text, p.start + 1, p."end" - p.start)) AS text, p.start, p."end",
	nullif(x.name, '') AS name, nullif(x.id, '') AS id, nullif(x.country, '') AS country, nullif(x.sector, '') AS sector, nullif(x.code, '') AS code
FROM participant p
JOIN event e ON e.key = p.event
JOIN article a ON a.document = e.document
JOIN actor x ON x.key = p.actor;
CREATE VIEW v_speakers AS
SELECT e.key AS event, s.number, coalesce(s.text, substr(a.text, s.start + 1, s."end" - s.start)) AS text, s.start, s."end",
	nullif(x.name, '') AS name, nullif(x.id, '') AS id, nullif(x.country, '') AS country, nullif(x.sector, '') AS sector, nullif(x.code, '') AS code
FROM event e
JOIN speaker s ON s.attribution = e.attribution
JOIN article a ON a.document = e.document
JOIN actor x ON x.key = s.actor;
CREATE VIEW v_records AS
SELECT e.key AS event, lower(hex(e.id)) AS id, c.kind, c.type, nullif(c.mode, '') AS mode, nullif(c.contexts, '') AS contexts,
	nullif(c.cameo, '') AS cameo, c.quad, c.goldstein,
	date(e.date_from * 86400, 'unixepoch') AS date_from, date(e.date_to * 86400, 'unixepoch') AS date_to,
	CASE e.date_precision WHEN 0 THEN 'day' WHEN 1 THEN 'week' WHEN 2 THEN 'month' WHEN 3 THEN 'season' WHEN 4 THEN 'year' ELSE 'fuzzy' END AS date_precision,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_participants v WHERE v.event = e.key AND v.role = 'actor') AS actors,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_participants v WHERE v.event = e.key AND v.role = 'recipient') AS recipients,
	CASE e.factuality WHEN 0 THEN 'actual' WHEN 1 THEN 'negated' WHEN 2 THEN 'planned' WHEN 3 THEN 'conditional' ELSE 'possible' END AS factuality,
	coalesce(nullif(p.name, ''), e.place_text, substr(a.text, e.place_start + 1, e.place_end - e.place_start)) AS place,
	nullif(p.country, '') AS country, CASE WHEN p.resolved <> 0 THEN p.lat END AS lat, CASE WHEN p.resolved <> 0 THEN p.lon END AS lon,
	(SELECT group_concat(coalesce(v.name, v.text), '; ') FROM v_speakers v WHERE v.event = e.key) AS speakers,
	coalesce(t.quoted, 0) AS quoted, coalesce(t.anonymous, 0) AS anonymous,
	e.historical, e.future, e.hypothetical, about.text AS about,
	substr(a.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS "trigger",
	substr(a.text, s.start + 1, s."end" - s.start) AS text,
	rule.text AS rule, e.confidence / 1000.0 AS confidence, lower(hex(d.id)) AS doc, e.document, e.sentence,
	date(d.day * 86400, 'unixepoch') AS reported, d.url
FROM event e
JOIN code c ON c.key = e.code
JOIN document d ON d.key = e.document
JOIN article a ON a.document = e.document
JOIN sentence s ON s.document = e.document AND s.number = e.sentence
LEFT JOIN place p ON p.key = e.place
LEFT JOIN attribution t ON t.key = e.attribution
LEFT JOIN word rule ON rule.key = e.rule
LEFT JOIN word about ON about.key = e.about;
CREATE VIEW v_events AS
SELECT event, id, type AS event_type, mode AS event_mode, contexts, cameo, quad, goldstein, date_from, date_to, date_precision,
	actors, recipients, factuality, place, country, lat, lon, speakers, quoted, anonymous, historical, future, hypothetical,
	about, "trigger", text, rule, confidence, doc, document, sentence, reported, url
FROM v_records WHERE kind = 0;
CREATE VIEW v_relations AS
SELECT r.event, r.id, r.type AS relation, r.actors, r.recipients,
	date(s.date_from * 86400, 'unixepoch') AS since, date(u.date_to * 86400, 'unixepoch') AS "until",
	r.date_from, r.date_to, r.factuality, r.place, r.country, r.speakers, r.quoted, r.anonymous, r."trigger", r.text, r.rule, r.confidence,
	r.doc, r.document, r.sentence, r.reported, r.url
FROM v_records r
LEFT JOIN term s ON s.event = r.event AND s.bound = 0
LEFT JOIN term u ON u.event = r.event AND u.bound = 1
WHERE r.kind = 1;
CREATE VIEW v_tolls AS
SELECT t.event, t.number, CASE t.of WHEN 0 THEN 'killed' WHEN 1 THEN 'wounded' WHEN 2 THEN 'arrested' WHEN 3 THEN 'displaced' WHEN 4 THEN 'abducted' ELSE 'crowd' END AS of,
	t.low, t.high, substr(a.text, t.start + 1, t."end" - t.start) AS text
FROM toll t
JOIN event e ON e.key = t.event
JOIN article a ON a.document = e.document;
CREATE VIEW v_ceasefires AS
SELECT c.key AS ceasefire, lower(hex(c.id)) AS id,
	CASE c.stage WHEN 0 THEN 'called' WHEN 1 THEN 'agreed' WHEN 2 THEN 'in-force' WHEN 3 THEN 'violated' ELSE 'ended' END AS stage,
	(SELECT group_concat(coalesce(nullif(x.name, ''), s.text, substr(a.text, s.start + 1, s."end" - s.start)), '; ')
		FROM ceasefire_side s JOIN actor x ON x.key = s.actor WHERE s.ceasefire = c.key AND s.role = 0) AS called_by,
	(SELECT group_concat(coalesce(nullif(x.name, ''), s.text, substr(a.text, s.start + 1, s."end" - s.start)), '; ')
		FROM ceasefire_side s JOIN actor x ON x.key = s.actor WHERE s.ceasefire = c.key AND s.role = 1) AS parties,
	date(c.called_on * 86400, 'unixepoch') AS called_on, date(c.effective_from * 86400, 'unixepoch') AS effective_from,
	date(c."until" * 86400, 'unixepoch') AS "until", c.duration, nullif(c.purposes, '') AS purposes,
	coalesce(nullif(p.name, ''), c.place_text, substr(a.text, c.place_start + 1, c.place_end - c.place_start)) AS place,
	lower(hex(d.id)) AS doc, c.document, date(d.day * 86400, 'unixepoch') AS reported, d.url
FROM ceasefire c
JOIN document d ON d.key = c.document
JOIN article a ON a.document = c.document
LEFT JOIN place p ON p.key = c.place;
CREATE VIEW v_responses AS
SELECT r.ceasefire, r.number, coalesce(nullif(x.name, ''), r.text, substr(a.text, r.start + 1, r."end" - r.start)) AS actor,
	CASE r.response WHEN 0 THEN 'rejects' WHEN 1 THEN 'accepts' WHEN 2 THEN 'accepts-conditionally' WHEN 3 THEN 'welcomes' ELSE 'violates' END AS response,
	date(r.date_from * 86400, 'unixepoch') AS date, r.event
FROM response r
JOIN actor x ON x.key = r.actor
JOIN event e ON e.key = r.event
JOIN article a ON a.document = e.document;
CREATE VIEW v_contradictions AS
SELECT lower(hex(c.id)) AS id, w.text AS about, c.first, c.second, lower(hex(d.id)) AS doc, c.document
FROM contradiction c
JOIN word w ON w.key = c.about
JOIN document d ON d.key = c.document;
CREATE INDEX mention_by_incident ON mention (incident);
CREATE INDEX incident_by_day ON incident (day_from);
CREATE INDEX incident_by_mentions ON incident (mentions) WHERE mentions > 1;
CREATE INDEX incident_by_place ON incident (place) WHERE place IS NOT NULL;
CREATE VIEW v_incidents AS
SELECT i.key AS incident, lower(hex(e.id)) AS id, c.type AS event_type, nullif(c.mode, '') AS event_mode, c.quad, c.goldstein,
	date(i.day_from * 86400, 'unixepoch') AS date_from, date(i.day_to * 86400, 'unixepoch') AS date_to,
	nullif(p.name, '') AS place, nullif(p.admin1, '') AS admin1, nullif(p.country, '') AS country, p.lat, p.lon,
	date(i.first_report * 86400, 'unixepoch') AS first_report, date(i.last_report * 86400, 'unixepoch') AS last_report,
	i.mentions, i.documents, i.sources, i.killed_low, i.killed_high, i.wounded_low, i.wounded_high, i.denials, i.open
FROM incident i
JOIN event e ON e.key = i.key
JOIN code c ON c.key = i.code
LEFT JOIN place p ON p.key = i.place;
CREATE VIEW v_mentions AS -- who tells an incident, and how: rival accounts stand beside each other
SELECT m.incident, m.event, lower(hex(e.id)) AS id, c.type AS event_type, nullif(c.mode, '') AS event_mode,
	CASE e.factuality WHEN 0 THEN 'actual' WHEN 1 THEN 'negated' WHEN 2 THEN 'planned' WHEN 3 THEN 'conditional' ELSE 'possible' END AS factuality,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_participants v WHERE v.event = m.event AND v.role = 'actor' ORDER BY v.number) AS told) AS actors,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_participants v WHERE v.event = m.event AND v.role = 'recipient' ORDER BY v.number) AS told) AS recipients,
	(SELECT group_concat(name, '; ') FROM (SELECT coalesce(v.name, v.text) AS name FROM v_speakers v WHERE v.event = m.event ORDER BY v.number) AS told) AS speakers,
	(SELECT min(t.low) FROM toll t WHERE t.event = m.event AND t.of = 0) AS killed,
	date(d.day * 86400, 'unixepoch') AS reported, publisher.text AS publisher, d.url, lower(hex(d.id)) AS doc, e.document,
	substr(a.text, s.start + 1, s."end" - s.start) AS text
FROM mention m
JOIN event e ON e.key = m.event
JOIN code c ON c.key = e.code
JOIN document d ON d.key = e.document
JOIN article a ON a.document = e.document
JOIN sentence s ON s.document = e.document AND s.number = e.sentence
LEFT JOIN word publisher ON publisher.key = d.publisher
;
CREATE INDEX actor_by_any_name ON actor (name COLLATE NOCASE);
CREATE INDEX actor_by_any_code ON actor (code COLLATE NOCASE);
CREATE INDEX actor_by_country ON actor (country, sector);
CREATE INDEX event_by_place ON event (place, code, date_from) WHERE place IS NOT NULL;
CREATE INDEX event_by_about ON event (about) WHERE about IS NOT NULL;
CREATE INDEX mention_by_day ON mention (day, "group");
CREATE INDEX mention_by_home ON mention (home, "group", home_length);
PRAGMA writable_schema=OFF;
COMMIT;
PRAGMA application_id = 1667330933;
PRAGMA user_version = 9;
