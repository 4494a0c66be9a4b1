"""German."""

WORDS: dict[str, str] = {
    "unit:pcs": "stück|stk|stk.|st|st.|stücke|stueck|einheit|einheiten|teile|teil|exemplare|artikel",
    "unit:pcs*12": "dutzend|dtzd|dtz",
    "unit:pair": "paar|paare|paaren",
    "unit:set": "satz|sätze|sätzen|set|sets|garnitur|garnituren",
    "unit:box": "kiste|kisten|schachtel|schachteln|box|boxen|karton klein",
    "unit:carton": "karton|kartons|ktn|kartonagen",
    "unit:pallet": "palette|paletten|europalette|europaletten|pal|pal.",
    "unit:roll": "rolle|rollen|rl",
    "unit:sheet": "blatt|bogen|bögen|tafel|tafeln|platte|platten",
    "unit:kg": "kilogramm",
    "unit:t": "tonne|tonnen|to|to.",
    "unit:g": "gramm",
    "unit:l": "liter|ltr|litern",
    "unit:m": "meter|lfm|laufmeter|lfdm|metern|m.",
    "unit:m2": "quadratmeter|qm",
    "unit:m3": "kubikmeter|cbm|festmeter",
    "cur:USD": "dollar|us-dollar|us dollar",
    "cur:EUR": "teuro",
    "cur:GBP": "pfund sterling|britische pfund",
    "cur:CHF": "franken|schweizer franken|fr.|sfr.|stutz",
    "cur:JPY": "yen",
    "cur:RUB": "rubel",
    "cur:CNY": "yuan",
    "cur:PLN": "zloty",
    "cur:SEK": "schwedische kronen",
    "cur:CZK": "tschechische kronen",
    "deal:AED,MAD": "dirham",
    "cent:": "cent|ct|cents|ct.",
    "cent:EUR": "eurocent|euro-cent",
    "cent:CHF": "rappen|rp",
    "per:": "pro|je|per|das|die|der|den|für jedes|für jeden|für je ein|für je eine",
    "each:": "jeweils|je stück|pro stück einzeln|einzeln",
    "at:": "zu|à|a|zum preis von|zu je|für nur|auf|um|bei einem preis von|zum stückpreis von|zu einem preis von",
    "price:": (
        "preis|stückpreis|einzelpreis|einheitspreis|ep|vk|preis pro einheit|unser preis|mein preis|kostet|kosten|"
        "angebotspreis|zielpreis|wunschpreis|preisvorstellung|ek|kilopreis"
    ),
    "qty:": "menge|anzahl|stückzahl|bestellmenge|abnahme von|bei abnahme von|losgröße|auflage|auftragsmenge|abnahmemenge",
    "for:": "für|bei",
    "x:": "mal",
    "take:": (
        "brauche|brauchen|nehme|nehmen|kaufe|kaufen|bestelle|bestellen|biete|bieten|liefern|liefere|möchte|möchten|"
        "benötige|benötigen|hätte gern|hätten gern|suche|suchen|anbieten|will|wollen|würden|ordern|abnehmen|bräuchten|"
        "bräuchte|wir nehmen|verkaufe|verkaufen|haben|habe|geben|sende|senden"
    ),
    "total:": (
        "insgesamt|gesamt|gesamtpreis|zusammen|in summe|summe|gesamtsumme|gesamtbetrag|alles zusammen|total|"
        "pauschal|pauschale|gesamtwert|auftragswert|endpreis|rechnungsbetrag|komplett|im ganzen|budget"
    ),
    "freight:": (
        "fracht|frachtkosten|versand|versandkosten|porto|transport|transportkosten|lieferkosten|zoll|versicherung|"
        "verpackung|werkzeugkosten|muster|anzahlung|mwst|steuer|gebühr|pfand|lieferpauschale|spedition"
    ),
    "neg:": "nicht|kein|keine|keinen|nie|niemals|ohne|leider|unmöglich|zu viel|zu teuer",
    "bmin:": (
        "mindestens|nicht unter|ab|unter|nicht weniger als|mind|mind.|mindestbestellmenge|mindestmenge|mindestabnahme|"
        "min.|minimum|über|mehr als|weniger als|unterhalb|oberhalb|wenigstens|nicht vor|frühestens|minimal|mbm"
    ),
    "bmax:": (
        "höchstens|maximal|max.|nicht mehr als|nicht über|bis zu|maximum|spätestens|bis maximal|längstens|innerhalb"
    ),
    "after-min:": "oder mehr|und mehr|aufwärts|mindestens|plus|oder weniger|maximal|max|mindestabnahme|mindestmenge",
    "approx:": "ca.|circa|etwa|ungefähr|rund|zirka|knapp|gut|fast|um die|vielleicht|an die|grob",
    "old:": (
        "statt|anstatt|anstelle von|listenpreis|listenpreis ist|bisher|vorher|war|waren|ihr preis|sie wollten|"
        "konkurrenz|wettbewerb|marktpreis|anderswo|letztes jahr|früher|uvp|ihre|sie verlangen|sonst|vormals|ursprünglich"
    ),
    "ref:": (
        "nr|nr.|nummer|art.|artikel|artikelnr|artikelnummer|art.-nr|art.-nr.|bestellnr|bestellnummer|modell|typ|ref.|"
        "plz|tel.|telefon|mobil|fax|handy|rufen|anrufen|unter|seit|größe|güte|klasse|norm|edelstahl|werkstoff|"
        "rechnung|rechnungsnr|kundennr|auftrag|zeichnung|version|charge|version|raum|zimmer|str|straße|hausnr|seite|"
        "auftragsnummer|projekt|vertrag|container|serie|kw|din|ral"
    ),
    "disc:": "rabatt|skonto|nachlass|weniger|günstiger|billiger|abzug|aufschlag|mehr|provision|zusätzlich|extra",
    "after-old:": "zu teuer|zu viel|zu hoch|zu niedrig|zu wenig|geht nicht|geht leider nicht|nicht möglich|ist nicht möglich|unmöglich|nicht machbar|reicht nicht",
    "or:": "oder|bzw|bzw.",
    "between:": "zwischen|von",
    "and:": "und|&",
    "range:": "bis",
    "time:1": "tag|tage|tagen|kalendertage|kalendertagen|tg",
    "time:7": "woche|wochen|wo|kw.",
    "time:30": "monat|monate|monaten|monats",
    "time:h": "stunde|stunden|std|std.",
    "time:fixed14": "vierzehn tage|vierzehn tagen",
    "time:0": "werktage|werktagen|werktag|arbeitstage|arbeitstagen|arbeitstag|jahr|jahre|jahren|minuten|minute|quartal",
    "valid:": (
        "gültig|gilt|gültigkeit|bindend|angebot gültig|angebot gilt|verfällt|läuft ab|endet|freibleibend bis|"
        "bindefrist|steht|halten|gelten|gültigkeitsdauer|angebotsbindung|preisbindung|befristet|gebunden|garantiert|"
        "gültigem|gültiges|hält|läuft|angebotsfrist"
    ),
    "until:": "bis|bis zum|bis einschließlich|bis inkl|bis inkl.|bis spätestens|bis einschl.",
    "by:": "am|vor|vorm|vor dem",
    "lead:": (
        "lieferzeit|lieferung|lieferbar|liefern|lieferfrist|versandfertig|fertig|fertigung|produktion|produktionszeit|"
        "versand|liefertermin|versandbereit|vorlaufzeit|verfügbar|abholbereit|zustellung|bereit|brauche|brauchen|"
        "benötigen|wiederbeschaffungszeit"
    ),
    "within:": "innerhalb|innerhalb von|innert|in|binnen|nach|in etwa",
    "pay:": (
        "zahlung|zahlbar|zahlungsziel|zahlen|skonto|netto kasse|ziel|valuta|garantie|gewährleistung|prüffrist|"
        "rückgabe|haltbar|haltbarkeit|alt|erfahrung|seit|anzahlung|rechnungsdatum|prüfung|probezeit|lagerung|vor|"
        "urlaub|laufzeit|vertragslaufzeit|reklamation|transportzeit"
    ),
    "weekday:0": "montag|mo",
    "weekday:1": "dienstag|di",
    "weekday:2": "mittwoch|mi",
    "weekday:3": "donnerstag|do",
    "weekday:4": "freitag|fr",
    "weekday:5": "samstag|sa|sonnabend",
    "weekday:6": "sonntag|so",
    "month:1": "januar|jan|jänner",
    "month:2": "februar|feb",
    "month:3": "märz|mrz",
    "month:4": "april|apr",
    "month:5": "mai",
    "month:6": "juni|jun",
    "month:7": "juli|jul",
    "month:8": "august|aug",
    "month:9": "september|sep|sept",
    "month:10": "oktober|okt",
    "month:11": "november|nov",
    "month:12": "dezember|dez",
    "dayrel:0": "heute|heute abend|ende des tages|heute mitternacht",
    "dayrel:1": "morgen|morgen abend",
    "dayrel:2": "übermorgen",
    "monthend:0": "ende des monats|monatsende|ende monat|zum monatsende|ende dieses monats|ende diesen monats",
    "monthend:1": "ende nächsten monats|ende des nächsten monats",
    "endof:": "ende",
    "yearend:": "jahresende|ende des jahres|zum jahresende|ende jahr|ende dieses jahres",
    "this:": "diesen|dieser|diese|kommenden|diesem|kommender",
    "next:": "nächsten|nächste|nächster|folgenden",
    "scale:1000": "tsd|tsd.|tausend|k",
    "scale:100": "hundert",
    "scale:1000000": "mio|mio.|million|millionen",
    "num:1": "ein|eine|einen|einem|einer|eins",
    "num:2": "zwei",
    "num:3": "drei",
    "num:4": "vier",
    "num:5": "fünf",
    "num:6": "sechs",
    "num:7": "sieben",
    "num:8": "acht",
    "num:9": "neun",
    "num:10": "zehn",
    "num:12": "zwölf",
    "num:14": "vierzehn",
    "num:15": "fünfzehn",
    "num:20": "zwanzig",
    "num:30": "dreißig",
    "num:50": "fünfzig",
    "num:60": "sechzig",
    "inco:EXW": "ab werk|ab lager|ex works|ab fabrik",
    "inco:FOB": "frei an bord",
    "inco:FCA": "frei frachtführer",
    "port:": "hafen|lager|werk|flughafen|seehafen",
    "fill:": (
        "von|vom|ist|wir|ich|sie|uns|ihnen|euch|wäre|sind|netto|brutto|zzgl|zzgl.|inkl|inkl.|exkl|nur|noch|bitte|"
        "auch|dann|dem|des|zum|zur|es|bei|wenn|aber|und|ok|nehmen wir|mit|kann|können|könnten|als|ware|incoterm|"
        "incoterms|gerne|mein|unser|letztes angebot|angebot|macht|macht das|würde|im|wie wäre es mit|so|da|ja|sofern"
    ),
    "dim:": (
        "prozent|vh|uhr|lang|breit|hoch|dick|zoll lang|grad|lagig|farben|leute|mitarbeiter|personen|firmen|lieferanten|"
        "varianten|modelle|punkte|sterne|mal so|weitere|andere|verschiedene|fach"
    ),
}
