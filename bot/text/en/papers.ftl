## Papers: the agreement
paper-page = Page { $page } of { $pages }
paper-agreement-title = Purchase agreement { $code }
paper-translation = Translation, for reading only. The text that is signed, and that counts, is the one in { $language }.
paper-tax-id = Tax id: { $id }
paper-terms = Terms
paper-goods = Goods
paper-partial = Partial shipments
paper-yes = allowed
paper-no = not allowed
paper-tolerance = Quantity tolerance
paper-po = Purchase order number
paper-notes = Notes of the parties
paper-conditions = Conditions
paper-clause-binding = This agreement binds when both parties have signed it. Until the second signature each party can take its own back. No money is taken before.
paper-clause-money = The total is held by the marketplace’s payment provider as { -protection }. It is paid out to the seller, less the marketplace’s commission, when the buyer accepts the goods or the time for inspection ends.
paper-clause-early = { $hours ->
    [one] Within { $hours } hour of the order, for as long as the seller has not begun to prepare or ship it, the buyer may cancel all of it alone.
   *[other] Within { $hours } hours of the order, for as long as the seller has not begun to prepare or ship it, the buyer may cancel all of it alone.
}
paper-clause-inspection = { $days ->
    [one] The buyer inspects the goods within { $days } day of delivery and accepts them or opens a dispute. Silence counts as acceptance.
   *[other] The buyer inspects the goods within { $days } days of delivery and accepts them or opens a dispute. Silence counts as acceptance.
}
paper-clause-disputes = In a dispute the money stays held until the parties agree or a moderator of the marketplace decides.
paper-clause-form = The parties sign with a simple electronic signature: a typed name under this exact text, bound to its fingerprint. Where the law wants another form (for example wills, family matters, court papers, deeds before a notary), nothing can be agreed here.
paper-clause-language = The text in { $language } counts; translations are for reading.
paper-clause-keeping = The agreement and the records of its signatures are kept for at least ten years. Each party can export them at any time.
paper-fingerprint = Fingerprint of the text (SHA-256)
paper-fingerprint-words = The same fingerprint was shown in the chat before each signature. It changes with any letter of the text.

## Papers: the certificate
paper-certificate-title = Certificate of signatures { $code }
paper-certificate-intro = Both parties have signed agreement { $code } with a simple electronic signature. This certificate says how.
paper-signature-of = Signature for { $company } ({ $role })
paper-typed-name = Typed name
paper-company = Company, role
paper-agreement-id = Agreement, version
paper-text-hash = SHA-256 of the text
paper-document-hash = SHA-256 of the PDF
paper-consent = Consent given
paper-shown-at = Text shown at
paper-signed-at = Signed at
paper-account = Account
paper-platform = Platform, space, user
paper-message = Message (text shown in)
paper-event = Event of the press
paper-linked = Account linked
paper-address-agent = IP address, program
paper-not-told = not told
paper-record = Record, number
paper-record-hash = SHA-256 of the record
paper-previous-hash = SHA-256 before it
paper-seal = Key, seal (Ed25519)
paper-no-ip = Chat platforms do not tell a bot the IP address or the device of a person. The platform’s own ids of space, user, message and event, above, stand in for them.
paper-check = The seals can be checked by anybody, without this marketplace, with the evidence bundle and the published keys: { $command }

## Papers: money
paper-receipt-title = Receipt { $number }
paper-receipt-intro = We have received { $amount } from the buyer. The money is held as { -protection }.
paper-paid-at = Received at
paper-amount = Amount
paper-payment = Payment
paper-provider-ref = At the payment provider
paper-held-note = The money is paid out to the seller when the buyer accepts the goods or the time for inspection ends; in a dispute it stays held until that is settled.
paper-what = Description
paper-deal = Deal
paper-invoice-title = Invoice { $number }
paper-invoice-paid = Paid on { $at }; nothing is due.
paper-invoice-note = Issued by the marketplace in the name of the seller. Amounts are as agreed between the parties; taxes that the seller owes on them are stated here only where the parties agreed them.
paper-release-title = Statement of release { $number }
paper-release-intro = What was held was divided as follows on { $at }.
paper-to-seller = To the seller
paper-to-buyer = Back to the buyer
paper-commission = Commission of the marketplace
paper-commission-tax = Tax on the commission
paper-commission-title = Commission invoice { $number }
paper-issued-by = Issued by
paper-issued-to = Issued to
paper-commission-line = Commission of { $percent } on the goods of deal { $code }
paper-commission-kept = Kept from the payout on { $at }; nothing is due.

## Papers in the chat
papers-agreement = Please read the whole text. The document holds the same text.
papers-translation = The same in your language, for reading only:
papers-signed = Signed by both. Your copy of agreement { $code }, and the certificate of both signatures.
papers-paid = The payment for deal { $code } has come in: receipt and invoice.
papers-released-seller = Deal { $code } is paid out: the statement, and the invoice for our commission.
papers-released-buyer = Deal { $code } is settled: the statement.
papers-file-agreement = agreement-{ $code }.pdf
papers-file-certificate = certificate-{ $code }.pdf
papers-file-receipt = receipt-{ $code }.pdf
papers-file-invoice = invoice-{ $code }.pdf
papers-file-release = statement-{ $code }.pdf
papers-file-commission = commission-{ $code }.pdf
papers-file-export = parley-{ $code }.zip
papers-pay-code = Or scan this code to pay on another device.

## Signing
consent-1 = I agree to sign this agreement electronically, with a simple electronic signature, for my company. I have read the text with this fingerprint. I get a copy, and can export it at any time.
sign-again-late = The text was shown more than a quarter of an hour ago. Please type your name once more.
sign-again-changed = The text has changed. Please read it again, then type your name.
act-withdraw_signature = Take my signature back
confirm-withdraw_signature = Take your side’s signature back? The agreement then waits for it again. What was recorded stays on record.
done-withdraw_signature = Your side’s signature is taken back.
notice-signature-withdrawn = The other side has taken its signature back.
error-ceremony-incomplete = Before signing, the text, the document and the consent have to be shown. Please open the agreement again.
error-press-too-late = The text was shown too long ago. Please open the agreement again.

## Export
button-export = Export my papers
export-words = { $deals ->
    [one] Here is everything of your { $deals } deal: agreement, signatures, messages, payments, papers.
   *[other] Here is everything of your { $deals } deals: agreements, signatures, messages, payments, papers.
}
export-none = Your company has no agreements yet.
