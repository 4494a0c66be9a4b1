"""All conversations that the bot can have."""

from __future__ import annotations

from bot.conversations.categories import AddCategory, MoveCategory, RenameCategory
from bot.conversations.choosing import ChooseQuiet, ChooseZone
from bot.conversations.colleagues import MemberLimit
from bot.conversations.exchanging_offers import MakeOffer
from bot.conversations.listing_goods import ChangeListing, FindGoods, ListGoods, NewPhoto, Restock
from bot.conversations.membership import ChangeAddress, Register
from bot.conversations.messages import PassOn, WriteMessage
from bot.conversations.payout import ConnectPayout
from bot.conversations.proving import Prove, SetUpAuthenticator
from bot.conversations.putting_forward import PutForward
from bot.conversations.questioning import AnswerQuestion, AskOperator, AskParties
from bot.conversations.redacting import Redact
from bot.conversations.requesting import AnswerRequest, AskSellers
from bot.conversations.ruling import AskForEvidence, OrderReturn, Rule
from bot.conversations.safety import ChangeCompany, RenameCompany, WriteReport
from bot.conversations.signing import Sign
from bot.conversations.task import Task
from bot.conversations.trading import MOVES
from bot.conversations.whom import ChooseCompany

TASKS: tuple[type[Task], ...] = (
    *(AskSellers, AnswerRequest),
    *(MakeOffer, Register, ChangeAddress, WriteMessage, PassOn),
    *(ListGoods, ChangeListing, Restock, NewPhoto, FindGoods),
    *(AddCategory, RenameCategory, MoveCategory),
    MemberLimit,
    *(Prove, SetUpAuthenticator),
    *(ChooseZone, ChooseQuiet, ConnectPayout, Sign),
    *(ChangeCompany, RenameCompany, WriteReport),
    *(AskParties, AnswerQuestion, AskOperator, Redact),
    *(PutForward, ChooseCompany),
    *MOVES,
    *(Rule, OrderReturn, AskForEvidence),
)
"""All conversations."""
