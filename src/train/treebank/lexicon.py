"""Words of the news treebank. People are invented; countries, cities and organisations in general are real."""
# SPDX-License-Identifier: Apache-2.0

FIRST = """Anna Omar Ivan Leila Marek Kofi Mei Tomas Fatima Elena Jorge Priya Yusuf Ingrid Pavel Amina Hassan Lucas Noor Samuel Rania Dmytro
Hiroshi Chidi Maria Andrei Sven Khalil Olga Zeynep Bilal Carlos Nadia Kwame Sofia Mirko Tariq Elif Jonas Layla Grace Peter Ruth Daniel Helen Karim
Mohamed Salma Artem Iryna Wanjiru Rajesh Giorgi Natalia Abdul Mustafa Rosa Ewa Liam Chloe""".split()
LAST = """Kovalenko Haddad Lindqvist Okafor Petrov Marchetti Chen Rahman Novak Silva Schneider Tanaka Mansour Dube Papadakis Yilmaz Fernandez
Sokolov Andersson Nguyen Osei Kaplan Weiss Moreau Aslan Bondar Castillo Demir Eriksen Farouk Gruber Hamdan Ibarra Jankowski Karimi Larsen Mbeki
Nasser Orlova Popescu Qureshi Rossi Saleh Tamm Ustinov Vargas Walsh Yavuz Zelaya Whitaker Brennan Abadi Shevchuk Morozov Turan Kimani Lavoie""".split()
AL = "Masri Khatib Zoubi Hariri Tikriti Shami Rashid Mahdi Sabah Jaber Nouri Hakim".split()
TITLES = [(("Foreign", "Minister"), 1), (("Prime", "Minister"), 1), (("Defense", "Minister"), 1), (("Interior", "Minister"), 1), (("President",), 1),
          (("Senator",), 1), (("Gen.",), 1), (("Col.",), 1), (("Maj.", "Gen."), 1), (("Governor",), 1), (("Chancellor",), 1), (("Secretary",), 1),
          (("Ambassador",), 1), (("Lt.", "Col."), 1), (("Mayor",), 1), (("Mr",), 1), (("Ms",), 1), (("Dr.",), 1), (("Deputy", "Foreign", "Minister"), 1)]
# name, demonym adjective, people (plural)
COUNTRIES = [r.split(",") for r in """France,French,- Turkey,Turkish,Turks Ukraine,Ukrainian,Ukrainians Egypt,Egyptian,Egyptians Israel,Israeli,Israelis
Iran,Iranian,Iranians Syria,Syrian,Syrians Russia,Russian,Russians Germany,German,Germans Japan,Japanese,- Sudan,Sudanese,- Libya,Libyan,Libyans
Lebanon,Lebanese,- Jordan,Jordanian,Jordanians Poland,Polish,Poles China,Chinese,- India,Indian,Indians Kenya,Kenyan,Kenyans Mexico,Mexican,Mexicans
Brazil,Brazilian,Brazilians Norway,Norwegian,Norwegians Iraq,Iraqi,Iraqis Yemen,Yemeni,Yemenis Georgia,Georgian,Georgians Serbia,Serbian,Serbs
Qatar,Qatari,Qataris Greece,Greek,Greeks Armenia,Armenian,Armenians Belarus,Belarusian,Belarusians Finland,Finnish,Finns Somalia,Somali,Somalis
Ethiopia,Ethiopian,Ethiopians Pakistan,Pakistani,Pakistanis Afghanistan,Afghan,Afghans Cuba,Cuban,Cubans Romania,Romanian,Romanians Canada,Canadian,Canadians
Australia,Australian,Australians Sweden,Swedish,Swedes Mali,Malian,Malians Moldova,Moldovan,Moldovans Britain,British,Britons Spain,Spanish,- Italy,Italian,Italians
Chad,Chadian,Chadians Tunisia,Tunisian,Tunisians Algeria,Algerian,Algerians Kazakhstan,Kazakh,Kazakhs Taiwan,Taiwanese,- Venezuela,Venezuelan,Venezuelans""".split()]
CITIES = """Moscow Damascus Kyiv Ankara Beirut Geneva Berlin Cairo Tripoli Tehran Odesa Aleppo Mosul Baghdad Warsaw Doha Sevastopol Aden Khartoum Tbilisi
Belgrade Amman Homs Hama Kharkiv Mariupol Basra Sirte Misrata Nairobi Brussels Paris London Washington Beijing Seoul Tokyo Oslo Vienna Riyadh Kabul Erbil Raqqa
Donetsk Idlib Kherson Gaza Jerusalem Haifa Bamako Mogadishu Caracas Havana Lisbon Athens Sofia Bucharest Minsk Astana Yerevan Baku Prague""".split()
# names of organisations: words, takes "the"
ORGS = [(("Reuters",), 0), (("AFP",), 0), (("NATO",), 0), (("Hezbollah",), 0), (("Hamas",), 0), (("UNICEF",), 0), (("Interpol",), 0), (("Greenpeace",), 0),
        (("Boeing",), 0), (("Gazprom",), 0), (("Rosneft",), 0), (("Maersk",), 0), (("Siemens",), 0), (("Kremlin",), 1), (("Pentagon",), 1), (("Knesset",), 1),
        (("Taliban",), 1), (("Bundestag",), 1), (("OPEC",), 0), (("Amnesty", "International"), 0), (("Foreign", "Ministry"), 1), (("Defense", "Ministry"), 1),
        (("State", "Department"), 1), (("Security", "Council"), 1), (("White", "House"), 1), (("European", "Union"), 1), (("United", "Nations"), 1),
        (("World", "Bank"), 1), (("Red", "Cross"), 1), (("Black", "Sea", "Fleet"), 1), (("Northern", "Fleet"), 1), (("Central", "Bank"), 1), (("EU",), 1), (("UN",), 1),
        (("IAEA",), 1), (("FBI",), 1), (("CIA",), 1), (("Kestrel", "Group"), 1), (("Free", "Coast", "Army"), 1), (("National", "Salvation", "Front"), 1),
        (("Sahel", "Defense", "Forces"), 1), (("Supreme", "Court"), 1), (("Interior", "Ministry"), 1), (("Eastern", "Command"), 1), (("Navy",), 1), (("Airbus",), 0),
        (("Islamic", "Resistance", "Front"), 1), (("Ansar", "al", "-", "Bahr"), 0), (("Jaish", "al", "-", "Wadi"), 0), (("Northern", "Alliance"), 1)]
MEDIA = [("Reuters",), ("CNN",), ("AFP",), ("Al", "-", "Jazeera"), ("Interfax",), ("Bloomberg",), ("TASS",), ("CBS",), ("NPR",), ("Haaretz",), ("Der", "Spiegel"),
         ("Le", "Monde"), ("Sky", "News"), ("Kyodo",), ("Anadolu",), ("the", "Guardian"), ("the", "New", "York", "Times"), ("the", "Washington", "Post"),
         ("the", "Associated", "Press"), ("state", "television"), ("local", "media"), ("reporters",), ("journalists",), ("lawmakers",)]
FACILITY_NAMES = """Shaykh Kuweira Palanga Tiyas Belbek Dhafra Larnel Ras Minhad Saki Engels Marjan Zarqa Ovda Ramstein Aviano Morvale Castel Halim Tanf""".split()
REGIONS = [("northern",), ("southern",), ("eastern",), ("western",), ("central",)]
LANDS = [("Mediterranean",), ("Caucasus",), ("Balkans",), ("Sahel",), ("Black", "Sea"), ("Red", "Sea"), ("Baltic", "Sea"), ("Arctic",), ("Persian", "Gulf"), ("Crimea",),
         ("Africa",), ("Europe",), ("Middle", "East")]
EVENTS = [("Cold", "War"), ("World", "War", "II"), ("Arab", "Spring"), ("Olympics",), ("World", "Cup"), ("Gulf", "War")]
WEAPONS = [("S", "300"), ("F", "16"), ("MiG", "29"), ("T", "72"), ("Il", "76"), ("Mi", "24"), ("Su", "34"), ("C", "130"), ("Tu", "95"), ("F", "35"), ("Ka", "31")]
GROUPS = "Sunnis Shiites Kurds Druze Christians Muslims Republicans Democrats Islamists Alawites Yazidis Catholics".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
# singular, plural
PEOPLE = [p.split("/") for p in """official/officials diplomat/diplomats source/sources analyst/analysts resident/residents witness/witnesses soldier/soldiers
commander/commanders activist/activists lawmaker/lawmakers spokesman/spokesmen expert/experts adviser/advisers minister/ministers officer/officers doctor/doctors
aide/aides rebel/rebels negotiator/negotiators prosecutor/prosecutors researcher/researchers fisherman/fishermen judge/judges""".split()]
PEOPLE_ADJ = "senior local Western regional military American European former unnamed security intelligence defense diplomatic government rebel opposition".split()
THINGS = [p.split("/") for p in """convoy/convoys ship/ships plane/planes tank/tanks unit/units system/systems weapon/weapons soldier/soldiers troop/troops position/positions
vehicle/vehicles checkpoint/checkpoints agreement/agreements talk/talks report/reports plan/plans strike/strikes attack/attacks operation/operations negotiation/negotiations
contact/contacts election/elections sanction/sanctions hostage/hostages prisoner/prisoners document/documents helicopter/helicopters missile/missiles warehouse/warehouses
contract/contracts request/requests proposal/proposals flight/flights border/borders street/streets crew/crews cargo/cargoes village/villages civilian/civilians""".split()]
ADJ = """new old heavy large small foreign military remaining constructive difficult secret joint wounded armed damaged naval recent possible additional
serious immediate unprecedented transitional nuclear humanitarian economic limited peaceful direct northern key advanced strategic temporary""".split()
JUDGEMENTS = "constructive unacceptable useful dangerous unprecedented illegal baseless historic reckless frank productive shameful inevitable irresponsible necessary".split()
ADVERBS = "already recently quickly reportedly also still quietly completely immediately now partly".split()
# base, third person, past, past participle, -ing
TRANSITIVE = [v.split("/") for v in """capture/captures/captured/captured/capturing destroy/destroys/destroyed/destroyed/destroying move/moves/moved/moved/moving
evacuate/evacuates/evacuated/evacuated/evacuating release/releases/released/released/releasing support/supports/supported/supported/supporting attack/attacks/attacked/attacked/attacking
leave/leaves/left/left/leaving seize/seizes/seized/seized/seizing deliver/delivers/delivered/delivered/delivering block/blocks/blocked/blocked/blocking use/uses/used/used/using
discuss/discusses/discussed/discussed/discussing reject/rejects/rejected/rejected/rejecting sign/signs/signed/signed/signing suspend/suspends/suspended/suspended/suspending
inspect/inspects/inspected/inspected/inspecting dismantle/dismantles/dismantled/dismantled/dismantling send/sends/sent/sent/sending lose/loses/lost/lost/losing
buy/buys/bought/bought/buying build/builds/built/built/building shell/shells/shelled/shelled/shelling withdraw/withdraws/withdrew/withdrawn/withdrawing
abandon/abandons/abandoned/abandoned/abandoning protect/protects/protected/protected/protecting pack/packs/packed/packed/packing load/loads/loaded/loaded/loading""".split()]
# verb with its prepositions
INTRANSITIVE = [(v.split("/"), p.split("/")) for v, p in (r.split(":") for r in """withdraw/withdraws/withdrew/withdrawn/withdrawing:from leave/leaves/left/left/leaving:for
arrive/arrives/arrived/arrived/arriving:in/at depart/departs/departed/departed/departing:from flee/flees/fled/fled/fleeing:to/from return/returns/returned/returned/returning:to/from
retreat/retreats/retreated/retreated/retreating:from/to advance/advances/advanced/advanced/advancing:toward/on remain/remains/remained/remained/remaining:in/at
pull/pulls/pulled/pulled/pulling:from meet/meets/met/met/meeting:in fly/flies/flew/flown/flying:to/from gather/gathers/gathered/gathered/gathering:in/near
travel/travels/traveled/traveled/traveling:to/from sail/sails/sailed/sailed/sailing:to/from/for collapse/collapses/collapsed/collapsed/collapsing:in""".split())]
# verbs that take a clause; flag: takes the addressee as indirect object
SAY = [v.split("/") for v in """say/says/said/said/saying add/adds/added/added/adding report/reports/reported/reported/reporting claim/claims/claimed/claimed/claiming
believe/believes/believed/believed/believing confirm/confirms/confirmed/confirmed/confirming announce/announces/announced/announced/announcing
warn/warns/warned/warned/warning insist/insists/insisted/insisted/insisting deny/denies/denied/denied/denying explain/explains/explained/explained/explaining
note/notes/noted/noted/noting stress/stresses/stressed/stressed/stressing write/writes/wrote/written/writing suggest/suggests/suggested/suggested/suggesting
argue/argues/argued/argued/arguing acknowledge/acknowledges/acknowledged/acknowledged/acknowledging think/thinks/thought/thought/thinking""".split()]
TELL = ["tell", "tells", "told", "told", "telling"]
CONTROL = [v.split("/") for v in """plan/plans/planned/planned/planning want/wants/wanted/wanted/wanting agree/agrees/agreed/agreed/agreeing refuse/refuses/refused/refused/refusing
decline/declines/declined/declined/declining try/tries/tried/tried/trying intend/intends/intended/intended/intending seek/seeks/sought/sought/seeking
begin/begins/began/begun/beginning continue/continues/continued/continued/continuing hope/hopes/hoped/hoped/hoping vow/vows/vowed/vowed/vowing promise/promises/promised/promised/promising""".split()]
