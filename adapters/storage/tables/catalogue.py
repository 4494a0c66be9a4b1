"""What is for sale, how it is searched, and what people look for."""

from __future__ import annotations

from sqlalchemy import Column, Index

from adapters.storage.columns import words
from adapters.storage.schema import partial, table
from adapters.storage.search_index import keep_index
from core.listings import Category, Product, ProductUpload
from core.searches import ListingPhoto, Search, Spelling, product_terms

CATEGORIES = table("categories", Category, Index(None, "parent_id"), references={"parent_id": "categories"})

PRODUCTS = table(
    "products",
    Product,
    Column("search_text", words(), nullable=False, info={"derived": product_terms}),
    partial("uq_products_company_id_sku", "company_id", "sku", where="sku <> ''", unique=True),
    partial("ix_products_active_by_category", "category_id", "name", "id", where="status = 'active'"),
    partial("ix_products_active", "name", "id", where="status = 'active'"),
    Index(None, "company_id", "name", "id"),
    # Beside the unique one, which no query with the number as a parameter can use: it might be the empty one.
    Index(None, "company_id", "sku"),
    references={"seller_id": "users", "company_id": "companies", "category_id": "categories"},
    filled=("status", "currency"),
)
keep_index(PRODUCTS)

LISTING_PHOTOS = table(
    "listing_photos",
    ListingPhoto,
    Index(None, "product_id", "created_at"),
    references={"product_id": "products"},
    filled=("ref",),
)

SEARCHES = table(
    "searches",
    Search,
    Index(None, "user_id", "created_at"),
    partial("ix_searches_alerts", "id", where="alerts"),
    references={"user_id": "users"},
)

SPELLINGS = table("spellings", Spelling, Index(None, "key"), filled=("key", "word"))

PRODUCT_UPLOADS = table(
    "product_uploads",
    ProductUpload,
    partial("ix_product_uploads_open", "id", where="status IN ('new', 'confirmed')"),
    references={"user_id": "users"},
    filled=("ref", "status"),
)
