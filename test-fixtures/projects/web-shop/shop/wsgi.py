"""The shop's pages, served by gunicorn."""

import os

import psycopg
from flask import Flask, render_template

application = Flask(__name__)


@application.get("/")
def catalogue():
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        products = connection.execute("SELECT name, price FROM product ORDER BY name").fetchall()
    return render_template("catalogue.html", products=products)


@application.get("/healthz")
def health():
    return "ok"
