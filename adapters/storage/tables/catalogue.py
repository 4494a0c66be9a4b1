"""What is for sale, and how it is searched."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Column, Index

from adapters.storage.columns import words
from adapters.storage.schema import partial, table
from core.listings import Category, Product

CATEGORIES = table("categories", Category, Index(None, "parent_id"), references={"parent_id": "categories"})


def folded(value: str) -> str:
    """Text as it is searched: compatibility forms and case folded away, in every script."""
    return unicodedata.normalize("NFKC", value).casefold()


def _search_text(product: Product) -> str:
    return folded(f"{product.name} {product.sku} {product.description}")


PRODUCTS = table(
    "products",
    Product,
    Column("search_text", words(), nullable=False, info={"derived": _search_text}),
    partial("uq_products_company_id_sku", "company_id", "sku", where="sku <> ''", unique=True),
    partial("ix_products_active_by_category", "category_id", "name", "id", where="status = 'active'"),
    partial("ix_products_active", "name", "id", where="status = 'active'"),
    Index(None, "company_id", "name", "id"),
    # Beside the unique one, which no query with the number as a parameter can use: it might be the empty one.
    Index(None, "company_id", "sku"),
    references={"seller_id": "users", "company_id": "companies", "category_id": "categories"},
    filled=("status", "currency"),
)
