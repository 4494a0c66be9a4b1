"""Programmes beside people: deals that cross over, requests that come twice, and nobody gets at what is not theirs."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from adapters.sandbox import cast
from core.accounts import SCOPES
from core.ids import code_of as code_of_deal
from core.invariants import check_deal
from core.members import Membership
from core.services.hooks import signature_of
from core.trades import State
from tests.scenarios.examples import Example, Terminal, examples
from tests.scenarios.players import OnSlack
from tests.scenarios.programmes import PASSWORD, Programme, code_of, ids_of
from tests.scenarios.swaps import SWAPS, aimed, nobodys
from tests.scenarios.trade import Trade
from tests.scenarios.world import World

REQUESTS = int(os.environ.get("PARLEY_API_REQUESTS", "130"))
PORTION = 2_000
SWAPPED = int(os.environ.get("PARLEY_API_SWAPS", "120"))
pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240 + (REQUESTS + SWAPPED) // 10)]
TERMS = {"quantity": 10, "unit_price": "40.80", "place": "Hamburg", "transit_days": 7, "inspection_days": 3}


@pytest_asyncio.fixture(loop_scope="module")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def page(opened: World) -> dict[str, str]:
    """Every example of the page has been run, in order; what they left behind."""
    terminal = Terminal(opened.market.public_url)
    leaf = "SELECT id FROM categories WHERE id NOT IN (SELECT parent_id FROM categories WHERE parent_id IS NOT NULL)"
    terminal.known |= {
        "CATEGORY": opened.query(f"{leaf} LIMIT 1")[0][0],
        "SELLER_CODE": await code_of(opened.sven),
        "MODERATOR_CODE": await code_of(OnSlack(opened, cast.MARA.id)),
    }
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        for one in examples():
            if isinstance(one, Example):
                await terminal.runs(client, one)
            else:
                paid = await opened.payer.pays(terminal.filled(one))
                assert paid.paid, paid.words
    await opened.rests()
    return terminal.known


async def berta(world: World, http: httpx.AsyncClient) -> Programme:
    """The buyer of the page, signed in anew."""
    programme = Programme(world, http)
    given = {"email": "berta@brandt.example", "password": PASSWORD}
    programme.token = (await programme.does("POST", "/api/auth/login", given))["access_token"]
    return programme


async def test_the_page_is_run_as_one_trade(world: World, page: dict[str, str]) -> None:
    known = page
    assert known["FOUND"] == known["PRODUCT"]
    assert known["LAST_IS_OFFER"] == "True"
    assert (known["AGREED"], known["PLACED"], known["NEWS"]) == ("agreed", "placed", "shipped")
    assert (known["DELIVERED"], known["DECIDED"], known["ENDED"]) == ("delivered", "decided", "completed")
    deal = await world.deal(known["DEAL"])
    assert deal.state is State.COMPLETED
    assert check_deal(deal) == []
    assert sum(refund.amount for refund in deal.refunds) == 16_320
    assert sum(payout.amount for payout in deal.payouts) == 40_800 - 16_320 - 734
    await world.sven.sees("Trapezoidal sheet T35")


async def test_a_deal_that_began_in_a_chat_goes_on_over_the_api_and_back(world: World, http: httpx.AsyncClient) -> None:
    buyer = await world.buyer("Tilda Tausch", "Tausch AG")
    trade = Trade(world, buyer)
    await trade.is_offered()
    seller = await Programme(world, http).comes_from(world.sven)
    seen = await seller.get(f"/api/negotiations/{trade.id}")
    assert (seen["your_role"], seen["offer"]["unit_price"], "accept" in seen["can"]) == ("seller", "40.80", True)
    await seller.does("POST", f"/api/negotiations/{trade.id}/acts", {"act": "accept", "version": seen["version"]})
    await seller.does("POST", "/api/payments/create-gateway", {"negotiation_id": trade.id})
    await world.rests()
    await buyer.sees("Your payment page is ready.")
    programme = await Programme(world, http).comes_from(buyer)
    page = (await programme.does("POST", "/api/payments/process", {"negotiation_id": trade.id}))["checkout_url"]
    assert page
    assert (await seller.does("POST", "/api/payments/process", {"negotiation_id": trade.id}))["checkout_url"] == ""
    await world.payer.pays(page)
    await world.rests()
    await trade.is_(State.AWAITING_SIGNATURES)
    await world.sven.sees("Please read the agreement and sign.")


async def test_a_deal_that_began_over_the_api_is_answered_in_the_chat(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Pia Programm", "Programm GmbH")
    product = (await programme.get("/api/products?q=hot-rolled+steel+sheet"))["items"][0]["id"]
    deal = await programme.does("POST", "/api/negotiations", {"product_id": product, "offer": TERMS})
    assert (await programme.does("POST", "/api/negotiations", {"product_id": product}))["id"] == deal["id"]
    await world.rests()
    await world.sven.sees("Programm GmbH", "Accept")
    await world.sven.presses("Accept")
    await world.sven.presses("Accept")
    seen = await programme.get(f"/api/negotiations/{deal['id']}")
    assert (seen["state"], seen["final_price"], seen["status"]) == ("agreed", 40_800, "agreement_reached")
    await programme.is_refused(
        403, "not-allowed", "POST", "/api/payments/create-gateway", {"negotiation_id": deal["id"]}
    )
    await programme.is_refused(409, "not-now", "POST", "/api/orders", {"negotiation_id": deal["id"]})
    await programme.is_refused(
        409, "not-now", "POST", "/api/escrow/generate-agreement", {"negotiation_id": deal["id"]}, accept_language="ru"
    )


async def test_a_request_that_comes_twice_happens_once(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Ida Immer", "Immer GmbH")
    product = (await programme.get("/api/products?limit=1"))["items"][0]["id"]
    deal = await programme.does("POST", "/api/negotiations", {"product_id": product})
    path, body = f"/api/negotiations/{deal['id']}/messages", {"message": "How soon?"}
    first, again = [await programme.asks("POST", path, body, idempotency_key="k-1") for _ in range(2)]
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert again.headers["idempotency-replayed"] == "true"
    assert len((await programme.get(path))["items"]) == 1
    await programme.is_refused(422, "key-reused", "POST", path, {"message": "When?"}, idempotency_key="k-1")
    at_once = await asyncio.gather(*(programme.asks("POST", path, body, idempotency_key="k-2") for _ in range(5)))
    assert len({answer.json()["id"] for answer in at_once}) == 1
    assert len((await programme.get(path))["items"]) == 2
    assert "How soon?" not in repr(world.query("SELECT answer FROM idempotency_keys"))
    login = {"email": "ida.immer@immergmbh.example", "password": PASSWORD}
    for path, body in (("/api/auth/login", login), ("/api/products/import", None), ("/api/files?name=x.txt", None)):
        await programme.is_refused(422, "invalid-value", "POST", path, body, idempotency_key="k-3")


async def test_nobody_changes_what_they_have_not_seen(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Vera Version", "Version GmbH")
    answer = await programme.asks("GET", "/api/users/profile")
    tag = answer.headers["etag"]
    same = await programme.asks("GET", "/api/users/profile", if_none_match=tag)
    assert (same.status_code, same.content) == (304, b"")
    await programme.does("PUT", "/api/users/profile", {"phone_number": "1"}, if_match=tag)
    await programme.is_refused(412, "version-changed", "PUT", "/api/users/profile", {"phone_number": "2"}, if_match=tag)
    assert (await programme.get("/api/users/profile"))["phone_number"] == "1"


async def test_an_account_with_a_name_makes_its_company_later(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Nora Nach")
    for body in ({"first_name": "Nora", "last_name": "Nach"}, {"company_name": "Nach GmbH", "phone_number": "1"}):
        tag = (await programme.asks("GET", "/api/users/profile")).headers["etag"]
        made = await programme.does("PUT", "/api/users/profile", body, if_match=tag)
    assert (made["company_name"], made["role"], made["phone_number"]) == ("Nach GmbH", "owner", "1")
    assert (made["first_name"], made["last_name"]) == ("Nora", "Nach")


async def test_pages_hold_everything_once(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Paul Page", "Page GmbH")
    seen: list[str] = []
    after = ""
    while after is not None:
        page = await programme.get(f"/api/products?q=steel&limit=7&after={after}")
        seen += [one["id"] for one in page["items"]]
        after = page["next"]
    assert len(seen) == len(set(seen)) > 7
    products = [one["id"] for one in (await programme.get("/api/products?limit=5"))["items"]]
    deals = [(await programme.does("POST", "/api/negotiations", {"product_id": one}))["id"] for one in products]
    first = await programme.get("/api/negotiations?limit=3")
    rest = await programme.get(f"/api/negotiations?limit=3&after={first['next']}")
    assert [one["id"] for one in (*first["items"], *rest["items"])] == deals[::-1]
    assert rest["next"] is None


async def test_what_ends_a_session_bites_everywhere_at_once(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Lea Logout", "Logout GmbH")
    other = Programme(world, http)
    signed = await other.does(
        "POST", "/api/auth/login", {"email": "lea.logout@logoutgmbh.example", "password": PASSWORD}
    )
    other.token = signed["access_token"]
    key = Programme(world, http, (await programme.does("POST", "/api/keys", {"name": "x", "scopes": ["read"]}))["key"])
    await key.get("/api/negotiations")
    await key.is_refused(403, "scope-missing", "POST", "/api/negotiations", {"product_id": nobodys("prd_")})
    old = programme.token
    fresh = await programme.does(
        "PUT", "/api/auth/password", {"old_password": PASSWORD, "new_password": "narrow canal, fast boat"}
    )
    for gone in (old, other.token, key.token):
        await Programme(world, http, gone).is_refused(401, "sign-in-again", "GET", "/api/users/profile")
    programme.token = fresh["access_token"]
    await programme.does("GET", "/api/auth/logout")
    await programme.is_refused(401, "sign-in-again", "GET", "/api/users/profile")
    for token in (signed["refresh_token"], fresh["refresh_token"], "parley_ref_made-up"):
        await programme.is_refused(401, "sign-in-again", "POST", "/api/auth/refresh", {"refresh_token": token})


async def test_a_login_code_opens_its_own_chats_account_once_and_nothing_else(
    world: World, http: httpx.AsyncClient
) -> None:
    """Whoever is made to use somebody else's code is in that person's account, never the other way round."""
    victim, attacker = await world.person("Vic Tim"), await world.person("Eve Il")
    await victim.types("start")
    await attacker.types("start")
    code = await code_of(attacker)
    stranger = Programme(world, http)
    signed = await stranger.does("POST", "/api/auth/code", {"code": code})
    owner = world.query("SELECT user_id FROM chat_identities WHERE chat_user = ?", str(attacker.id))[0][0]
    assert signed["user_id"] == owner
    await world.rests()
    await attacker.sees("You have just signed in elsewhere with a code from this chat.")
    await victim.does_not_see("signed in elsewhere")
    for replayed in (code, code[::-1], signed["access_token"], signed["refresh_token"]):
        await stranger.is_refused(401, "bad-credentials", "POST", "/api/auth/code", {"code": replayed[:80]})
    await attacker.types("logout")
    stranger.token = signed["access_token"]
    await stranger.is_refused(401, "sign-in-again", "GET", "/api/users/profile")


async def test_acts_that_can_ruin_somebody_ask_who_it_is(world: World, http: httpx.AsyncClient) -> None:
    owner = await Programme(world, http).registers("Olga Owner", "Owner GmbH")
    place = world.query("SELECT id FROM memberships WHERE user_id = ?", owner.user_id)[0][0]
    assert (await world.market.store.read(lambda tx: tx.get(Membership, place))) is not None
    await world.passes(minutes=11)
    signed = await owner.does("POST", "/api/auth/refresh", {"refresh_token": owner.refresh})
    owner.token = signed["access_token"]
    for method, path, body in (
        ("POST", "/api/keys", {"name": "x", "scopes": ["read"]}),
        ("POST", "/api/payout/account", {"country": "DE"}),
        ("PUT", f"/api/company/members/{place}/role", {"role": "viewer"}),
        ("PUT", "/api/staff", {"user_id": owner.user_id, "role": "operator"}),
    ):
        await owner.is_refused(403, "proof-needed", method, path, body)
    await owner.is_refused(401, "bad-credentials", "POST", "/api/auth/proof", {"password": "wrong"})
    await owner.does("POST", "/api/auth/proof", {"password": PASSWORD})
    await owner.does("POST", "/api/keys", {"name": "x", "scopes": ["read"]})
    await owner.is_refused(404, "not-found", "PUT", "/api/staff", {"user_id": owner.user_id, "role": "operator"})
    moderator = await Programme(world, http).comes_from(OnSlack(world, cast.MARA.id))
    await moderator.is_refused(404, "not-found", "PUT", "/api/staff", {"user_id": owner.user_id, "role": "operator"})
    operator = await Programme(world, http).comes_from(OnSlack(world, cast.NOOR.id))
    await operator.is_refused(
        403, "not-allowed", "PUT", "/api/staff", {"user_id": operator.user_id, "role": "operator"}
    )
    await operator.does("PUT", "/api/staff", {"user_id": owner.user_id, "role": "moderator"})
    assert (await owner.get("/api/users/profile"))["staff_role"] == "moderator"
    await operator.does("PUT", "/api/staff", {"user_id": owner.user_id, "role": ""})
    assert await world.market.store.read(lambda tx: tx.count(Membership, id=place)) == 1


async def test_ordering_a_return_asks_who_it_is(world: World, http: httpx.AsyncClient) -> None:
    trade = await Trade(world, await world.buyer("Rita Return", "Return AG")).reaches(State.DISPUTED)
    moderator = await Programme(world, http).comes_from(OnSlack(world, cast.MARA.id))
    await world.passes(minutes=11)
    signed = await moderator.does("POST", "/api/auth/refresh", {"refresh_token": moderator.refresh})
    moderator.token = signed["access_token"]
    order = {"act": "order_return", "reason_code": "other", "resolution": "It goes back."}
    await moderator.is_refused(403, "proof-needed", "POST", f"/api/negotiations/{trade.id}/acts", order)


async def test_whoever_wants_to_be_forgotten_proves_who_they_are_first(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Fritz Fort", "Fort GmbH")
    key = (await programme.does("POST", "/api/keys", {"name": "x", "scopes": list(SCOPES)}))["key"]
    await Programme(world, http, key).is_refused(403, "proof-needed", "DELETE", "/api/users/profile")
    await programme.does("DELETE", "/api/users/profile")
    for token in (programme.token, key):
        await Programme(world, http, token).is_refused(401, "sign-in-again", "GET", "/api/users/profile")
    email = "fritz.fort@fortgmbh.example"
    await programme.is_refused(
        401, "bad-credentials", "POST", "/api/auth/login", {"email": email, "password": PASSWORD}
    )
    again = await Programme(world, http).registers("Fritz Fort", "Fort GmbH")
    assert again.user_id != programme.user_id


async def test_a_programme_is_told_of_the_moves_of_its_deals(world: World, http: httpx.AsyncClient) -> None:
    heard: asyncio.Queue[bytes] = asyncio.Queue()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(re.findall(rb"(?i)content-length: (\d+)", head)[0])
        heard.put_nowait(head + await reader.readexactly(length))
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    programme = await Programme(world, http).registers("Hanna Hook", "Hook GmbH")
    hook = await programme.does("POST", "/api/webhooks", {"url": f"http://127.0.0.1:{port}/deals"})
    product = (await programme.get("/api/products?limit=1"))["items"][0]
    terms = {**TERMS, "quantity": product["min_order"], "unit_price": "2000.00"}
    deal = await programme.does("POST", "/api/negotiations", {"product_id": product["id"], "offer": terms})
    async with asyncio.timeout(60):
        head, _, body = (await heard.get()).partition(b"\r\n\r\n")
    said = json.loads(body)
    assert (said["type"], said["negotiation_id"], said["by"]) == ("deal.offer", deal["id"], "buyer")
    stamp, signature = re.findall(r"(?i)parley-signature: t=(\d+),v1=([0-9a-f]{64})", head.decode())[0]
    assert signature == signature_of(hook["secret"], stamp, body)
    await programme.does("DELETE", f"/api/webhooks/{hook['id']}")
    assert hook["secret"] not in repr(world.query("SELECT * FROM webhooks"))
    server.close()
    await server.wait_closed()


async def test_bodies_that_can_not_be_read_are_refused_like_all_others(world: World, http: httpx.AsyncClient) -> None:
    programme = await Programme(world, http).registers("Bea Body", "Body GmbH")
    headers = {"authorization": f"Bearer {programme.token}", "content-type": "application/json"}
    deep, surrogate = b"[" * 100_000, b'{"message": "\\ud800"}'
    for body in (b"", b"\x87\xb3", b"{", b"[1]", b"null", deep, surrogate, b'{"product_id": "\\u0000"}', b"{}" * 9):
        answer = await http.post(f"{world.market.public_url}/api/negotiations", content=body, headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json"), answer.text
    large = await http.post(f"{world.market.public_url}/api/negotiations", content=b" " * 1_000_001, headers=headers)
    assert (large.status_code, large.headers["content-type"]) == (413, "application/problem+json")


async def test_ids_of_others_lead_nowhere(world: World, page: dict[str, str], http: httpx.AsyncClient) -> None:
    """Each answer is the very same as for an id that nothing has, and nothing changes."""
    deal, party = await world.deal(page["DEAL"]), await berta(world, http)
    key = await party.does("POST", "/api/keys", {"name": "x", "scopes": ["read"]})
    place = world.query("SELECT id FROM memberships WHERE user_id = ?", deal.trade.buyer_id)[0][0]
    hook = await party.does("POST", "/api/webhooks", {"url": "https://hooks.brandt.example/"})
    ids = {
        **ids_of(deal),
        "hook_id": hook["id"],
        "key_id": key["id"],
        "member_id": place,
        "company_id": deal.trade.seller_company_id,
        "buyer_company_id": deal.trade.buyer_company_id,
    }
    outsider = await Programme(world, http).registers("Otto Outsider", "Outsider GmbH")
    nobody = await Programme(world, http).registers("Nora Nobody")
    made = await outsider.does("POST", "/api/keys", {"name": "all", "scopes": list(SCOPES)})
    attackers = (outsider, nobody, Programme(world, http, made["key"]))
    count, blanks = 0, dict[tuple[int, int], tuple[int, str]]()
    async with world.nothing_changes():
        every = tuple(itertools.product(enumerate(attackers), enumerate(SWAPS)))
        # Sessions would be over in a long run; a key lasts.
        lasting = itertools.cycle(one for one in every if one[0][0] == len(attackers) - 1)
        begins = itertools.islice(itertools.cycle(every), 1000)
        for (who, attacker), (which, swap) in itertools.islice(itertools.chain(begins, lasting), SWAPPED):
            row_id = ids[swap[3]]
            if (who, which) not in blanks:
                answer = await attacker.asks(*aimed(swap, nobodys(row_id)))
                blanks[who, which] = answer.status_code, answer.text
            found = await attacker.asks(*aimed(swap, row_id))
            assert found.status_code in (401, 403, 404), f"{swap}: {found.status_code} {found.text}"
            assert (found.status_code, found.text) == blanks[who, which], swap
            count += 1
    assert count == SWAPPED
    await party.does("DELETE", f"/api/webhooks/{hook['id']}")


async def test_deep_links_and_codes_of_others_lead_nowhere_in_a_chat(world: World, page: dict[str, str]) -> None:
    deal = await world.deal(page["DEAL"])
    other = await world.buyer("Lina Link", "Link und Code GmbH")
    ids = ids_of(deal) | {"product_id": nobodys("prd_"), "company_id": deal.trade.buyer_company_id}
    async with world.nothing_changes():
        for row_id in ids.values():
            await other.types(f"start l_{row_id}")
            assert "can not find that, or it is not yours" in (await other.newest()).text, row_id
        await other.types(f"deals {code_of_deal(deal.trade.id)}")
        assert "can not find that, or it is not yours" in (await other.newest()).text
        await other.does_not_see("Brandt Bau GmbH")


async def test_no_request_is_too_odd(world: World, page: dict[str, str], http: httpx.AsyncClient) -> None:
    """Whatever is sent: no fault of ours, no status and no body that the document does not have."""
    known, left = ids_of(await world.deal(page["DEAL"])), REQUESTS
    for seed in itertools.count(1):
        # A portion takes less time than a session lasts, so all of it is asked by somebody who is signed in.
        about, party = min(REQUESTS, PORTION), await berta(world, http)
        wanted = {"base_url": world.market.public_url, "credentials": [party.token, ""], "known": known, "seed": seed}
        asked = json.dumps({**wanted, "about": about // 2}).encode()
        words = (sys.executable, "-m", "benchmarks.api_fuzz")
        process = await asyncio.create_subprocess_exec(*words, stdin=PIPE, stdout=PIPE)
        said, _ = await process.communicate(asked)
        assert process.returncode == 0
        for fuzzed, statuses in zip(json.loads(said), ({"200", "404", "422"}, {"401", "422"}), strict=True):
            assert not fuzzed["found"], "\n".join(fuzzed["found"])
            assert fuzzed["sent"] >= about // 4
            assert statuses <= set(fuzzed["statuses"])
            left -= fuzzed["sent"]
        await world.rests()
        if left <= REQUESTS // 4:
            break
