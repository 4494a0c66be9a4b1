## Refusals
error-not-found = I can not find that, or it is not yours.
error-not-allowed = Your role does not allow that.
error-not-now = That is not possible at this point. Here is how things stand.
error-stale = That was an older version. Here is how things stand.
error-act-under-way = The payment provider is being asked. Please wait a moment.
error-frozen = This deal is frozen until the dispute is settled.
error-own-listing = That is your own listing.
error-own-offer = You can not accept your own offer.
error-offer-expired = That offer has expired.
error-not-your-turn = Your offer is on the table. Wait for the answer, or withdraw it first.
error-out-of-stock = Only { $left } are left.
error-listing-gone = That listing is not on sale any more.
error-does-not-fit = These times add up to { $days } days, and money can be held for { $limit } days at most. Shorten the lead time or the transit time, or make two deals of it.
error-payout-not-ready = You have no payout account yet, so nobody could pay you. Connect one first.
error-same-person = Both signatures must come from different people.
error-already-signed = Your side has signed already.
error-name-differs = Please type your full name, in letters.
error-terms-changed = The text has changed since it was shown. Please read it again.
error-too-much-shipped = Only { $open } are left to ship.
error-too-early = That is possible from { $at } on.
error-conflict-of-interest = You can not take part in this case: { $why ->
    [traded] your company has traded with one of the parties lately.
    [appeal] the appeal is against your own decision.
   *[party] your company is a party to it.
 }
error-taken-by-somebody =
    { $named ->
        [yes] { $name } has this case.
       *[no] Another moderator has this case.
     }
error-not-registered = Please join with your company first.
error-too-many = That was too often. Please try again later.
error-over-limit = Alone you may accept up to { $limit }, and this is above that. Ask a colleague to approve it.
error-over-offer-limit = Alone you may commit your company to up to { $limit }, and this is above that: nothing was sent. A colleague with a higher limit, or without one, can send it. Type “company” to see who that is; an owner can change your limit there.
error-already-exists = That exists already.
error-invalid-value = That value can not be used.
error-bug = Something went wrong on our side. Nothing was changed. Reference: { $reference }

## What is wrong with a value
problem-empty = { $field ->
    [file] The file is empty.
   *[other] Please answer this.
}
problem-too-short = That is too short: at least { $least } characters.
problem-too-long = That is too long: at most { $most } characters.
problem-not-a-number = That is not a number I understand. Write it like 1250 or 12.50.
problem-ambiguous = That can be read in two ways. Write it without a thousands separator, like 1250 or 1.25.
problem-negative = It can not be negative.
problem-zero = It must be more than zero.
problem-too-big = That is too much.
problem-too-small = That is too little to be paid.
problem-too-precise = At most { $decimals } decimals, please.
problem-out-of-range = It must be between { $low } and { $high }.
problem-below-minimum = The minimum order is { $minimum }.
problem-above-stock = Only { $left } are available.
problem-below-reserved = { $reserved } are reserved by open deals.
problem-unknown-currency = I do not know the currency { $currency }.
problem-not-traded = This market does not trade in { $currency }.
problem-wrong-currency = This deal is in { $currency }.
problem-unknown-unit = I do not know the unit { $unit }. Please write one of these: { $units }
problem-wrong-unit = This is counted in { $unit }.
problem-unknown-incoterm = { $incoterm } is not one of the Incoterms 2020.
problem-unknown-category = I do not know that category.
problem-unknown-reason = Please choose one of the reasons.
problem-unknown-outcome = Please choose one of the decisions.
problem-unknown-role = I do not know the role { $role }.
problem-not-an-option = Please choose one of the options.
problem-no-parts = These terms do not allow parts: ship all { $open }.
problem-does-not-fit = The money could not be held for that long.
problem-not-an-email = That is not an e-mail address.
problem-too-deep = A category has at most { $most } levels.

## What is wrong with a product file
problem-no-rows = There are no rows below the header.
problem-wrong-header = The first line must be exactly this: { $expected }
problem-wrong-delimiter = The columns must be separated by commas.
problem-columns = This row has { $found } columns instead of { $expected }.
problem-duplicate = This article number is in line { $first_line } already.
problem-unclosed-quote = A quotation mark was opened and never closed.
problem-stray-quote = There is a quotation mark in the middle of a value. Put the whole value in quotation marks and write those inside it twice.
problem-stray-line-end = There is a line break inside a value. Put the whole value in quotation marks.
problem-nul-byte = This is not text: it holds a zero byte.
problem-not-utf-8 = This can not be read. Save the file as UTF-8.
