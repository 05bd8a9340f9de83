"""localstripe, which keeps payments and refunds and signs what it tells, with the one thing added that it lacks: Checkout
Sessions and their page. The cards, the payments, the refunds, the events and their signatures are its own."""

import html
import sys

from aiohttp import web
from localstripe import server
from localstripe.errors import UserError
from localstripe.resources import Event, PaymentIntent, PaymentMethod, StripeObject, store
from localstripe.webhooks import schedule_webhook

PORT = int(sys.argv[1])


class Session(StripeObject):
    object = "checkout.session"
    _id_prefix = "cs_"

    def __init__(
        self, mode, success_url, cancel_url, line_items, payment_method_types, client_reference_id=None,
        customer_email=None, metadata=None, payment_intent_data=None, **unknown,
    ):
        if unknown:
            raise UserError(400, "Unexpected " + ", ".join(unknown))
        if mode != "payment" or payment_method_types != ["card"] or "@" not in (customer_email or ""):
            raise UserError(400, "Bad request")
        prices = [item["price_data"] for item in line_items]
        if any(not price["product_data"]["name"] for price in prices) or not success_url.startswith("http"):
            raise UserError(400, "Bad request")
        super().__init__()
        self.mode = mode
        self.success_url = success_url
        self.cancel_url = cancel_url
        self.client_reference_id = client_reference_id
        self.customer_email = customer_email
        self.metadata = metadata or {}
        self.amount_total = sum(
            int(item["quantity"]) * int(item["price_data"]["unit_amount"]) for item in line_items
        )
        self.currency = prices[0]["currency"]
        self.payment_status = "unpaid"
        self.status = "open"
        self.payment_intent = None
        self.url = f"http://localhost:{PORT}/_config/checkout/{self.id}"
        self._title = prices[0]["product_data"]["name"]
        self._payment = (payment_intent_data or {}).get("metadata", {})

    def _pay(self, number):
        card = {"number": number, "exp_month": "12", "exp_year": "2040", "cvc": "123"}
        intent = PaymentIntent(
            amount=self.amount_total, currency=self.currency, metadata=self._payment,
            payment_method=PaymentMethod(type="card", card=card).id,
        )
        PaymentIntent._api_confirm(intent.id)
        self.payment_intent = intent.id
        self.payment_status = "paid"
        self.status = "complete"
        schedule_webhook(Event("checkout.session.completed", self))

    @classmethod
    def _api_expire(cls, id):
        session = cls._api_retrieve(id)
        session.status = "expired"
        schedule_webhook(Event("checkout.session.expired", session))
        return session


def shown(session, words=""):
    text = (
        f"<title>{html.escape(session._title)}</title><p>{session.amount_total} {session.currency}</p><p>{words}</p>"
        '<form method="post"><input name="number"><button>Pay</button></form>'
    )
    return web.Response(text=text, content_type="text/html", status=402 if words else 200)


async def page(request):
    return shown(Session._api_retrieve(request.match_info["id"]))


async def pay(request):
    session = Session._api_retrieve(request.match_info["id"])
    try:
        session._pay((await request.post())["number"])
    except UserError as refused:
        return shown(session, html.escape(str(refused)) or "Your card was declined.")
    raise web.HTTPSeeOther(session.success_url)


async def calls(request):
    return web.json_response(asked)


@web.middleware
async def remember(request, handler):
    if request.path.startswith("/v1/") and request.method == "POST":
        asked.append([request.path, request.headers.get("Idempotency-Key")])
    return await handler(request)


asked = []
# Nothing is kept from one test to the next.
store.dump_to_disk = lambda: None
server.app.middlewares.insert(0, remember)
routes = server.app.router
routes.add_post("/v1/checkout/sessions", server.api_create(Session, ""))
routes.add_post("/v1/checkout/sessions/{id}/expire", server.api_extra(Session._api_expire, ""))
routes.add_get("/_config/checkout/{id}", page)
routes.add_post("/_config/checkout/{id}", pay)
routes.add_get("/_config/calls", calls)
web.run_app(server.app, host="127.0.0.1", port=PORT, print=None)
