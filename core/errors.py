"""Refusals that we can explain. A class per reason; its `code` names the sentence, its fields fill it in.

No sentence lives here: the dispatcher turns `error-<code>` into the reader's language, the JSON API into a
problem document. `status` is the HTTP status of that document.
"""

from __future__ import annotations

from typing import ClassVar


class DomainError(Exception):
    """Base of all refusals. Nothing has changed when one is raised."""

    code: ClassVar[str] = ""
    status: ClassVar[int] = 409

    def __init__(self, **fields: object) -> None:
        super().__init__(self.code)
        self.fields = fields


class InvalidValue(DomainError):
    """A value is out of bounds; `field` and `problem` say which and how, `low`/`high` its bounds."""

    code = "invalid-value"
    status = 422

    def __init__(self, field: str, problem: str, **fields: object) -> None:
        super().__init__(field=field, problem=problem, **fields)
        self.field = field
        self.problem = problem


class NotFound(DomainError):
    """There is no such thing, or it is not yours: the same answer for both."""

    code = "not-found"
    status = 404


class NotAllowed(DomainError):
    """Your role does not permit this act here."""

    code = "not-allowed"
    status = 403


class NotNow(DomainError):
    """The trade is not in a state that permits this act; the present card is shown instead."""

    code = "not-now"


class WhichDeal(DomainError):
    """Several deals wait for this; `codes` names them."""

    code = "which-deal"
    status = 422


class Stale(DomainError):
    """What you pressed was about an older version."""

    code = "stale"


class ActUnderWay(DomainError):
    """The payment provider is being asked; wait for its answer."""

    code = "act-under-way"


class Frozen(DomainError):
    """The trade is frozen by a dispute or by the operator."""

    code = "frozen"


class OwnListing(DomainError):
    """Nobody trades with themselves."""

    code = "own-listing"


class OwnOffer(DomainError):
    """The author of an offer can never accept it."""

    code = "own-offer"


class OfferExpired(DomainError):
    """The offer's validity is over by the server's clock."""

    code = "offer-expired"


class NotYourTurn(DomainError):
    """The other side has to answer your offer first."""

    code = "not-your-turn"


class OutOfStock(DomainError):
    """Fewer are left than asked for; `left` says how many."""

    code = "out-of-stock"


class ListingGone(DomainError):
    """The listing was paused or removed."""

    code = "listing-gone"


class TakenDown(DomainError):
    """A moderator took the listing down; its seller can not put it back."""

    code = "taken-down"


class NameHeld(DomainError):
    """The moderators want another name of your company: until then it neither lists nor offers nor accepts."""

    code = "name-held"
    status = 403


class OtherNameHeld(DomainError):
    """The same of the company on the other side."""

    code = "other-name-held"
    status = 403


class DoesNotFit(DomainError):
    """Lead time, transit and inspection do not fit the time money may be held; `days` and `limit`."""

    code = "does-not-fit"


class PayoutNotReady(DomainError):
    """The seller has no account yet that money can be paid to."""

    code = "payout-not-ready"


class SellerNotPayable(DomainError):
    """The other side, which sells, has no account yet that money can be paid to."""

    code = "seller-not-payable"


class SamePerson(DomainError):
    """Both signatures must come from different people of different companies."""

    code = "same-person"


class CeremonyIncomplete(DomainError):
    """A step of the signing was left out: the text, the document, the consent. It is begun anew."""

    code = "ceremony-incomplete"


class PressTooLate(DomainError):
    """The press "I sign" counts for a quarter of an hour after the text was shown; it is begun anew."""

    code = "press-too-late"


class AlreadySigned(DomainError):
    """Your side has signed already."""

    code = "already-signed"


class NameDiffers(DomainError):
    """The typed name must be a name: at least two letters."""

    code = "name-differs"


class TermsChanged(DomainError):
    """The text that was shown is not the text on file any more; read it again."""

    code = "terms-changed"


class TooMuchShipped(DomainError):
    """More than the open quantity; `open` says how many are left."""

    code = "too-much-shipped"


class TooEarly(DomainError):
    """This act opens later; `at` says when."""

    code = "too-early"


class ConflictOfInterest(DomainError):
    """A moderator can never decide about their own company (`why`: party), about somebody it traded with lately (traded),
    or about the appeal against their own decision (appeal)."""

    code = "conflict-of-interest"


class TakenBySomebody(DomainError):
    """Another moderator has this case; `name` says who, where they have told one (`named`: yes or no)."""

    code = "taken-by-somebody"


class NotRegistered(DomainError):
    """The person has no account yet."""

    code = "not-registered"
    status = 401


class TooMany(DomainError):
    """A limit on how often was reached; try later."""

    code = "too-many"
    status = 429


class EnoughSaved(DomainError):
    """As many searches are saved as can be; `most` says how many. One has to be removed first."""

    code = "enough-saved"


class AlreadyExists(DomainError):
    """A row with this unique key exists."""

    code = "already-exists"


class AlreadyMember(AlreadyExists):
    """Somebody trades for one company at a time; `company` names it."""

    code = "already-member"


class ChannelTaken(DomainError):
    """Another company's deals appear in this channel."""

    code = "channel-taken"


class ChannelElsewhere(DomainError):
    """A channel is connected from within it, by somebody of its own workspace."""

    code = "channel-elsewhere"


class LastOwner(DomainError):
    """A company keeps at least one owner: somebody has to be able to manage it."""

    code = "last-owner"


class ErasureBlocked(DomainError):
    """Others depend on this person: `why` is deals (open ones that nobody else of the company is there for) or staff."""

    code = "erasure-blocked"


class OverLimit(DomainError):
    """This is above what the member may accept alone; a colleague has to approve. `limit` is how much that is."""

    code = "over-limit"
    status = 403


class OverOfferLimit(DomainError):
    """This is above what the member may commit the company to; a colleague without such a limit has to do it. `limit` is theirs."""

    code = "over-offer-limit"
    status = 403


class FileRefused(DomainError):
    """A file that is not taken; `why` says for which reason, `name` which one it was."""

    code = "file-refused"
    status = 422


class ContactsNotYet(DomainError):
    """Words with which the sides could go on without us, before money is held; `found` is what was seen in them."""

    code = "contacts-not-yet"
    status = 422


class AlreadyLinked(DomainError):
    """These two chats are one person already."""

    code = "already-linked"


class SamePlatform(DomainError):
    """Only chats on different platforms can become one person."""

    code = "same-platform"


class AccountsBothUsed(DomainError):
    """Both accounts have a company, goods or rights: joining them would mix two books."""

    code = "accounts-both-used"


class PayoutHeld(DomainError):
    """Where money goes can not be changed now; `at` says when it can."""

    code = "payout-held"


class Blocked(DomainError):
    """One of the two companies does not want to deal with the other."""

    code = "blocked"
    status = 403


class CategoryInUse(DomainError):
    """There are listings or categories in it; only an empty category can be taken away."""

    code = "category-in-use"


class SignInAgain(DomainError):
    """There is no token, or it opens nothing (any more): the same answer for all of that."""

    code = "sign-in-again"
    status = 401


class BadCredentials(DomainError):
    """No such account, or the wrong password or code: the same answer for all of that."""

    code = "bad-credentials"
    status = 401


class ProofNeeded(DomainError):
    """This act asks that the person has proved within the last minutes who they are."""

    code = "proof-needed"
    status = 403


class ScopeMissing(DomainError):
    """The key was not made for this; `scope` says what it lacks."""

    code = "scope-missing"
    status = 403


class KeyReused(DomainError):
    """An idempotency key came with another request than the first time."""

    code = "key-reused"
    status = 422


class VersionChanged(DomainError):
    """What was to be changed is not what the caller has seen."""

    code = "version-changed"
    status = 412
