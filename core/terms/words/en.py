"""English."""

WORDS: dict[str, str] = {
    "unit:pcs": "piece|unit|units|item|items|pcs.|pc.|nos|count|ct",
    "unit:pcs*12": "dozen|dozens|doz|dz",
    "unit:pair": "pair|pairs|prs",
    "unit:set": "set|sets",
    "unit:box": "box|boxes|bx|crate|crates",
    "unit:carton": "carton|cartons|ctn|ctns|case|cases",
    "unit:pallet": "pallet|pallets|plt|plts|skid|skids",
    "unit:roll": "roll|rolls|reel|reels",
    "unit:sheet": "sheet|sheets",
    "unit:kg": "kilogram|kilograms|kilogramme|kilogrammes",
    "unit:t": "ton|tons|tonne|tonnes|metric ton|metric tons|metric tonnes",
    "unit:g": "gram|grams|gramme|grammes|gr",
    "unit:l": "liter|liters|litre|litres|ltr|ltrs",
    "unit:m": "meter|meters|metre|metres|mtr|mtrs",
    "unit:m2": "square meter|square meters|square metre|square metres|sq m|sq. m",
    "unit:m3": "cubic meter|cubic meters|cubic metre|cubic metres",
    "cur:USD": "dollar|dollars|bucks|buck|american dollars",
    "cur:GBP": "pound sterling|pounds sterling|sterling|quid|british pounds|pounds|pound",
    "cur:CHF": "swiss franc|swiss francs|franc|francs",
    "cur:JPY": "yen|japanese yen",
    "cur:RUB": "ruble|rubles|rouble|roubles",
    "cur:CNY": "chinese yuan",
    "cur:HKD": "hong kong dollars|hong kong dollar",
    "cur:AUD": "australian dollars|aussie dollars",
    "cur:CAD": "canadian dollars",
    "cur:SGD": "singapore dollars",
    "cur:INR": "indian rupees",
    "cur:PLN": "zloty|zlotys",
    "cur:TRY": "turkish lira|lira",
    "cur:SAR": "saudi riyal|saudi riyals",
    "cur:QAR": "qatari riyal|qatari riyals",
    "cur:MXN": "mexican pesos",
    "deal:AED,MAD": "dirham|dirhams",
    "cent:": "cent|cents|ct.|cts",
    "cent:USD": "us cents|us cent|usd cents|us ct",
    "cent:EUR": "euro cents|euro cent|eurocents|eurocent",
    "cent:GBP": "pence|pennies|p",
    "per:": "per|a|an|for each|for every|for one|to the|the",
    "each:": "each|apiece|ea|p/u|per item|e/a",
    "at:": "at|for just|for only|a price of|price of|at a price of|at a unit price of|down to|go to|go down to",
    "price:": "unit price|price|rate|our price|my price|best price|target price|price is|cost|costs|quote is|priced",
    "qty:": "quantity of|volume|amount|order of|order quantity|an order of|lot of|batch of",
    "for:": "for|on",
    "x:": "times",
    "take:": (
        "need|take|want|order|buy|sell|offer|do|supply|ship|deliver|quote|get|have|require|purchase|make it|send|"
        "looking for|interested in|we need|say|provide|propose|accept|bring|reserve|i'd like|like"
    ),
    "total:": (
        "total|in total|altogether|all in|overall|lump sum|sum|grand total|total price|total amount|for the lot|"
        "for everything|for all|in all|the whole lot|for the whole|total value|total cost|invoice amount|budget"
    ),
    "freight:": (
        "freight|shipping cost|shipping costs|shipping|delivery charge|transport|insurance|handling|customs|duty|"
        "delivery cost|courier|tooling|mold|mould|sample|samples|sample fee|setup fee|fee|deposit|down payment|vat|tax"
    ),
    "neg:": (
        "not|no|never|can't|cannot|can not|won't|don't|isn't|wasn't|without|wouldn't|couldn't|too much|refuse|reject|"
        "unfortunately|didn't|doesn't|cant|wont|dont|can’t|won’t|don’t|impossible|nope"
    ),
    "bmin:": (
        "at least|not below|no less than|not less than|minimum of|min.|more than|over|above|starting at|starting from|"
        "upwards of|no lower than|not under|lower than|minimum order|min order|minimum order quantity|min. order|"
        "not lower than|go lower than|go below|below|under|less than|not before|no earlier than|before i|as of|if over"
    ),
    "bmax:": (
        "at most|no more than|not more than|up to|maximum of|max.|within|not above|not over|not exceeding|"
        "no higher than|no later than|not later than|as much as|as many as"
    ),
    "after-min:": "or more|and up|and above|minimum|min|or above|plus|upwards|+|moq|min.|or less|max|maximum|or so|or below",
    "approx:": "about|around|roughly|approximately|some|nearly|almost|approx.|ca.|or so|more or less|maybe|perhaps",
    "old:": (
        "instead of|list price|list price is|listed at|was|were|rather than|your price|you asked|you quoted|"
        "competitor|competitors|elsewhere|previously|last year|last time|used to be|originally|down from|vs|versus|"
        "retail|compared to|others ask|market price|your|they|asking|asked|paid|we paid|current price|before"
    ),
    "ref:": (
        "no.|number|article|art.|item no|item no.|item number|item code|part no|part no.|part number|model|code|"
        "ref.|reference|order no|order no.|order number|invoice|phone|call|call me at|call me on|fax|mobile|type|"
        "grade|size|version|batch|lot no|zip|room|p.o.|po box|contract|container|since|series|drawing|page|version|"
        "clause|section|certificate|certified|catalogue|catalog|figure|step|option|street|building|floor|unit no|suite"
    ),
    "disc:": "discount|off|rebate|cheaper|less|reduction|markup|commission|surcharge|extra|more|additional",
    "after-old:": "too low|too high|too much|too expensive|too little|too many|won't work|does not work|doesn't work|is not possible|isn't possible|is too high|is too low|too steep|not possible|impossible|out of the question|off the table",
    "or:": "or|and/or",
    "between:": "between",
    "and:": "and|&",
    "range:": "to|through",
    "time:1": "day|days|calendar days|calendar day|d|days'|day's",
    "time:7": "week|weeks|wk|wks|week's|weeks'|w",
    "time:30": "month|months|mo|mos",
    "time:h": "hour|hours|hrs.|hour's",
    "time:fixed14": "fortnight|a fortnight",
    "time:0": (
        "working days|working day|business days|business day|workdays|banking days|year|years|yr|yrs|minutes|mins|"
        "minute|seconds|quarters|seasons"
    ),
    "valid:": (
        "valid|validity|offer good|good|offer stands|offer open|stands|quote open|open|expires|expiry|expire|"
        "expires on|offer ends|ends|price holds|holds|hold|firm|quote good|quotation valid|lapses|deadline|binding|"
        "offer expires|offer valid|our offer is valid|price valid|prices valid|guaranteed|remains|deal expires|runs"
    ),
    "until:": "until|till|til|'til|thru|up until|up to and including|not after",
    "by:": "by|before",
    "lead:": (
        "lead time|leadtime|lead|delivery|deliver|delivered|ship|shipping|shipment|dispatch|ready|production|"
        "production time|ready to ship|turnaround|arrive|arrives|eta|etd|need them|needed|delivery time|ship it|pickup"
    ),
    "within:": "within|in|after|in about",
    "pay:": (
        "payment|pay|net|paid|payable|credit|terms of payment|payment terms|warranty|guarantee|inspection|return|"
        "returns|shelf life|old|ago|experience|deposit|balance|storage|invoice|prepayment|claims|transit|for the last|"
        "stored|lc|l/c|t/t|tt|contract|holiday|closed|test|trial|age"
    ),
    "weekday:0": "monday|mon",
    "weekday:1": "tuesday|tue|tues",
    "weekday:2": "wednesday|wed",
    "weekday:3": "thursday|thu|thur|thurs",
    "weekday:4": "friday|fri",
    "weekday:5": "saturday|sat",
    "weekday:6": "sunday|sun",
    "month:1": "january|jan",
    "month:2": "february|feb",
    "month:3": "march|mar",
    "month:4": "april|apr",
    "month:5": "may",
    "month:6": "june|jun",
    "month:7": "july|jul",
    "month:8": "august|aug",
    "month:9": "september|sep|sept",
    "month:10": "october|oct",
    "month:11": "november|nov",
    "month:12": "december|dec",
    "dayrel:0": "today|tonight|end of today|end of day|eod|midnight",
    "dayrel:1": "tomorrow|tmrw|tomorrow night|end of tomorrow",
    "dayrel:2": "the day after tomorrow|day after tomorrow",
    "monthend:0": (
        "end of month|end of the month|month end|month-end|eom|the end of the month|the end of this month|"
        "end of this month|months end"
    ),
    "monthend:1": "end of next month|the end of next month",
    "endof:": "end of|the end of",
    "yearend:": "end of year|end of the year|year end|the end of the year|eoy|year-end",
    "this:": "this|coming|this coming",
    "next:": "next|following",
    "ordinal:": "st|nd|rd|th",
    "scale:1000": "k|thousand|thousands|grand|thou",
    "scale:100": "hundred",
    "scale:1000000": "million|mio|mn",
    "num:1": "one",
    "num:2": "two|couple of",
    "num:3": "three",
    "num:4": "four",
    "num:5": "five",
    "num:6": "six",
    "num:7": "seven",
    "num:8": "eight",
    "num:9": "nine",
    "num:10": "ten",
    "num:12": "twelve",
    "num:15": "fifteen",
    "num:20": "twenty",
    "num:30": "thirty",
    "num:40": "forty",
    "num:50": "fifty",
    "num:60": "sixty",
    "num:90": "ninety",
    "inco:EXW": "ex works|ex-works|ex factory|ex warehouse|exworks",
    "inco:FOB": "free on board|f.o.b.|f.o.b",
    "inco:FCA": "free carrier",
    "inco:DDP": "delivered duty paid",
    "inco:CIF": "c.i.f.|c.i.f|cost insurance freight|cost, insurance and freight",
    "inco:DAP": "delivered at place",
    "port:": "port of|port|the port of|harbour|harbor|seaport|airport|our warehouse in|warehouse in|city of|from",
    "fill:": "of|is|it|only|just|i|we|you|my|our|us|be|could|would|can|will|please|with|that|as|so|then|i'd|i'll|we'd|"
    "we'll|but|and|if|when|basis|terms|term|incoterm|incoterms|net of|excl|incl|including|excluding|plus|how about|"
    "what about|ok|okay|fine|both|also|via|sea|air|from|these|those|them|all|any",
    "dim:": "percent|pct|thick|wide|long|high|tall|deep|meter long|gauge|points|point|stars|shifts|people|employees|workers|"
    "am|pm|o'clock|tier|layers|layer|ply|colours|colors|models|questions|companies|suppliers|offers|options|times|"
    "more|other|different|main|new|out of|steps",
}
