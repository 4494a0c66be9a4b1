"""What buttons mean: two letters per verb, written down once because old messages keep old buttons for ever.

Never reuse a pair of letters for something else. Small letters look around, capital-first ones move a trade.
"""

from __future__ import annotations

HOME, HELP = "ho", "he"
CATEGORIES, BROWSE, LISTING = "ca", "br", "li"
MAKE_OFFER, ASK_SELLER = "mo", "as"
DEALS, DEAL, MESSAGE, AGREEMENT = "ds", "de", "ms", "ag"
MY_LISTINGS, SELL, PAUSE, RESUME, RESTOCK = "ml", "se", "pa", "re", "rs"
PROFILE, REGISTER, ADDRESS, LANGUAGE = "pr", "rg", "ad", "la"
PAYOUT, PAYOUT_BEGIN = "po", "pb"
BANK_CONFIRM, BANK_FAIL = "bc", "bf"
BOOKS, BOOKS_ACCEPT, BOOKS_LOOK = "bo", "ba", "bl"
RESULTS, FIND, FILTER, NARROW, SHARE = "rl", "fn", "fi", "na", "sl"
SAVE_SEARCH, STOP_ALERTS, SEARCHES, FORGET_SEARCH = "sv", "sa", "sq", "fs"
EDIT_LISTING, REMOVE_LISTING, PHOTO, TEMPLATE, UPLOAD = "el", "rm", "ph", "tp", "uf"
TREE, ADD_CATEGORY, RENAME_CATEGORY, MOVE_CATEGORY, REMOVE_CATEGORY = "tr", "kc", "rc", "mv", "xc"
MARK_DIGITAL = "md"
QUEUE, CASE, CASE_FILE = "qu", "cs", "cf"
QUESTION, REPLY = "qn", "qr"
PIECES, REDACT, RESTORE = "rk", "rt", "ru"
RETRY_LETTER, DROP_LETTER, TO_OPERATOR = "ry", "dl", "ek"
TALK = "cv"
COLLEAGUES, MEMBER, MEMBER_ROLE, MEMBER_LIMIT, MEMBER_REMOVE, INVITE = "cg", "mb", "mr", "mi", "mx", "iv"
EXPORT, ERASE = "ex", "er"
GOODS = "gd"
LINK, LINK_YES, LINK_NO, UNLINK, ACCOUNTS = "lk", "ly", "ln", "ul", "ac"
SETTINGS, SETTING = "st", "sx"
COMPANY = "cy"
PROVE, AUTHENTICATOR = "pv", "au"
CHANNEL_CONNECT, CHANNEL_LEAVE = "cc", "cl"
REPORT, BLOCK, UNBLOCK, CLOSE_REPORT = "rp", "bk", "ub", "cr"
TAKE_DOWN, PUT_BACK = "td", "pk"
NAME_STANDS, NAME_HOLD, NAME_RELEASE, RENAME_COMPANY, NAME_CARD = "ns", "nh", "nr", "nc", "nk"
MESSAGES, MESSAGE_FILES, RESEND = "mg", "mf", "rd"
EVIDENCE = "ef"
HAGGLE, OFFERS, RENEW_OFFER, REPEAT, DRAFT = "hg", "oh", "ro", "ra", "dr"
ASK_SELLERS, REQUESTS, REQUEST, SEND_REQUEST, END_REQUEST = "rn", "rx", "rv", "rz", "rw"
QUOTE, ANSWER_QUOTE, DECLINE_QUOTE, ACCEPT_QUOTE, LEAVE_OUT = "qo", "qa", "qd", "qy", "qx"

ACTS: dict[str, str] = {
    "accept": "Ac",
    "offer": "Of",
    "decline": "De",
    "withdraw": "Wi",
    "end_talks": "En",
    "request_payment": "Rp",
    "sign": "Si",
    "refuse_to_sign": "Rs",
    "withdraw_signature": "Ws",
    "start": "St",
    "ship": "Sh",
    "received": "Re",
    "accept_goods": "Ag",
    "cancel_early": "Ce",
    "cannot_supply": "Cs",
    "cancel_overdue": "Co",
    "ask_to_cancel": "Ca",
    "agree_to_cancel": "Cg",
    "ask_for_time": "At",
    "agree_to_time": "Gt",
    "refuse_request": "Rq",
    "dispute": "Di",
    "answer_dispute": "Ad",
    "withdraw_dispute": "Wd",
    "take_case": "Tc",
    "hand_over": "Ho",
    "rule": "Ru",
    "accept_decision": "Dd",
    "retry_payout": "Ry",
    "ask_for_approval": "Ap",
    "approve": "Av",
    "refuse_approval": "Ar",
    "pay_again": "Pa",
    "renew": "Rn",
    "claim_delivery": "Cd",
    "contest_delivery": "Ct",
    "accept_part": "Pt",
    "add_evidence": "Ev",
    "propose_settlement": "Ps",
    "agree_to_settlement": "As",
    "ask_for_evidence": "Ae",
    "order_return": "Or",
    "ship_back": "Sb",
    "confirm_return": "Cr",
    "give_up_return": "Gu",
    "call_off_return": "Cf",
    "confirm_ruling": "Rc",
    "reject_ruling": "Rj",
    "appeal": "Al",
    "repeat_refund": "Rr",
    "freeze": "Fr",
    "unfreeze": "Uf",
}
"""Transition of the process table → verb of its button."""

TRANSITION_OF = {verb: name for name, verb in ACTS.items()}
CONFIRMED = ".y"
"""Behind the id: the person has seen the amounts and means it."""
