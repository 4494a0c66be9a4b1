"""Listings: looking, putting up, changing, taking away, and product files."""

from __future__ import annotations

import asyncio
import io
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from adapters.http.api.bodies import goods as b
from adapters.http.api.bodies.plain import ID_PATTERN, Most
from adapters.http.api.calling import BODY_BYTES_MAX, Answer, Calling, CarefulRoute, etag_of, sent
from core.errors import InvalidValue, NotFound
from core.listings import Category, ListingDraft, Product
from core.members import Seat
from core.money import Money, written
from core.ports.unit_of_work import Tx
from core.searches import Wanted
from core.services.accounts import Caller
from core.services.product_file import decoded_lines

router = APIRouter(prefix="/api", route_class=CarefulRoute)
ProductId = Annotated[str, Path(pattern=ID_PATTERN, max_length=24)]
CategoryId = Annotated[str, Query(pattern=r"^[a-z0-9_-]{0,40}$")]
Cursor = Annotated[str, Query(pattern=r"^(h[0-9]{1,9}|[nd][0-9]{0,17})?$", description="`next` of the page before.")]
PROBLEMS_SHOWN = 50


@router.get("/products", response_model=b.ProductPage, tags=["products"])
async def find(
    call: Calling,
    q: Annotated[str, Query(max_length=200, description="Words in name or description.")] = "",
    category_id: CategoryId = "",
    ships_from: Annotated[str, Query(max_length=80)] = "",
    limit: Most = 20,
    after: Cursor = "",
) -> Response:
    """What is for sale, the best match first; without words the newest first."""

    async def step(tx: Tx, _caller: Caller) -> Answer:
        categories = await _with_all_below(tx, category_id) if category_id else ()
        wanted = Wanted(words=q, category_ids=categories, ships_from=ships_from)
        found = await tx.search(wanted, cursor=after, limit=limit)
        return Answer(
            b.ProductPage(items=[b.product_out(one) for one in found.products], next=found.next_cursor or None)
        )

    return await call.read("read", step)


async def _with_all_below(tx: Tx, category_id: str) -> tuple[str, ...]:
    """A category and everything in it."""
    every = await tx.find(Category, limit=2000)
    wanted = [category_id]
    for found in wanted:
        wanted += [one.id for one in every if one.parent_id == found and one.id not in wanted]
    return tuple(wanted)


@router.post("/products", status_code=201, response_model=b.ProductOut, tags=["products"])
async def put_up(call: Calling, body: b.ProductDraft) -> Response:
    """A new listing of your company."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        product = await call.parts.listing.put_up(tx, caller.seat, _draft(body), body.category_id)
        return _shown(product, 201, location=f"/api/products/{product.id}")

    return await call.write("sell", step)


@router.get("/products/{product_id}", response_model=b.ProductOut, tags=["products"])
async def look(call: Calling, product_id: ProductId) -> Response:
    """One listing, with its price and what is left of it."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        return _shown(await _seen(tx, caller.seat, product_id))

    return await call.read("read", step)


@router.put("/products/{product_id}", response_model=b.ProductOut, tags=["products"])
async def change(call: Calling, product_id: ProductId, body: b.ProductDraft) -> Response:
    """Other values for a listing of yours; deals that are under way keep the terms they have."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.require_match(_etag(await call.parts.listing.own(tx, caller.seat, product_id)))
        changed = await call.parts.listing.change(tx, caller.seat, product_id, _draft(body), body.category_id)
        return _shown(changed)

    return await call.write("sell", step)


@router.delete("/products/{product_id}", status_code=204, tags=["products"])
async def remove(call: Calling, product_id: ProductId) -> Response:
    """Take a listing of yours away for good; deals that are under way go on."""

    async def step(tx: Tx, caller: Caller) -> Answer:
        call.require_match(_etag(await call.parts.listing.own(tx, caller.seat, product_id)))
        await call.parts.listing.remove(tx, caller.seat, product_id)
        return Answer(status=204)

    return await call.write("sell", step)


@router.get("/categories", response_model=b.CategoryList, tags=["products"])
async def categories(call: Calling) -> Response:
    """The whole tree; listings go into categories without children."""

    async def step(tx: Tx, _caller: Caller) -> Answer:
        found = await tx.find(Category, order="name", limit=2000)
        items = [b.CategoryOut(id=one.id, name=one.name, parent_id=one.parent_id) for one in found]
        return Answer(b.CategoryList(items=items))

    return await call.read("read", step)


@router.post(
    "/products/import",
    response_model=b.Imported,
    tags=["products"],
    openapi_extra={"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def import_file(call: Calling, request: Request) -> Response:
    """Take in a product file (CSV, as the chat gives it out): good rows are kept, the others are named."""
    call.require_no_key()

    async def who(tx: Tx) -> Seat:
        return (await call.caller(tx, "sell")).seat

    seat = await call.parts.store.read(who)
    content = await request.body()
    if len(content) > BODY_BYTES_MAX:
        raise InvalidValue("body", "too-large")
    lines = await asyncio.to_thread(lambda: list(decoded_lines(io.BytesIO(content))))
    report = await call.parts.importer.run(lines, seat)
    problems = [
        b.ImportProblem(
            line=one.line,
            code=one.problem,
            detail=call.parts.explaining.refusal(
                InvalidValue(one.field, one.problem, **one.fields), 422, request.headers.get("accept-language", "")
            ).detail,
        )
        for one in report.problems[:PROBLEMS_SHOWN]
    ]
    return sent(
        Answer(
            b.Imported(
                added=report.added,
                updated=report.updated,
                unchanged=report.unchanged,
                problem_count=report.problem_count,
                problems=problems,
            )
        )
    )


async def _seen(tx: Tx, seat: Seat, product_id: str) -> Product:
    """A listing that is on sale, or one's own company's."""
    product = await tx.get(Product, product_id)
    if product is None or product.status == "removed":
        raise NotFound()
    if product.status != "active" and product.company_id != seat.company_id:
        raise NotFound()
    return product


def _draft(body: b.ProductDraft) -> ListingDraft:
    return ListingDraft(
        name=body.name,
        description=body.description,
        unit=body.unit,
        base_price=written(Money(body.base_price, body.currency).decimal),
        currency=body.currency,
        min_order=str(body.min_order),
        stock=str(body.stock),
        ships_from=body.ships_from,
        lead_time_days=str(body.lead_time_days),
    )


def _shown(product: Product, status: int = 200, *, location: str = "") -> Answer:
    headers = {"location": location} if location else {}
    return Answer(b.product_out(product), status, _etag(product), headers)


def _etag(product: Product) -> str:
    return etag_of(product.id, product.updated_at.isoformat(), product.stock, product.reserved, product.status)
