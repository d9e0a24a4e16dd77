"""Ten calls with the client that openapi-python-client makes of the contract."""

import json
import os
import time
from datetime import datetime, timezone
from uuid import uuid4

from doudi_client import AuthenticatedClient
from doudi_client.api.agencies import get_agencies, get_agencies_categories
from doudi_client.api.clock import get_clock
from doudi_client.api.mandates import post_mandates
from doudi_client.api.orders import post_orders
from doudi_client.api.progress import (
    get_progress_order_no,
    get_progress_order_no_ledger,
    post_progress_order_no_what_if,
)
from doudi_client.api.projects import post_projects
from doudi_client.models import (
    AssumeLate,
    AssumeLateKind,
    AssumeLateTask,
    CommissionProgress,
    OpenOrder,
    OpenOrderTrack,
    OrderAlreadyOpenProblem,
    Progress,
    RecordMandate,
    RecordMandateScopesItem,
    RegisterProject,
    ReviewProgress,
    WhatIf,
)

setting = json.loads(os.environ["CLIENT_SETTING"])


def client_of(person):
    return AuthenticatedClient(base_url=setting["url"], token=person["token"])


agent, enterprise = client_of(setting["agent"]), client_of(setting["enterprise"])


def key():
    return str(uuid4())


clock = get_clock.sync(client=agent)
assert clock.office_day.year > 2000, clock

categories = get_agencies_categories.sync(client=agent)
assert categories.items, categories

agencies = get_agencies.sync(client=agent, limit=5)
assert len(agencies.items) == 5, agencies

project = RegisterProject.from_dict(setting["project"])
registered = post_projects.sync(client=enterprise, body=project, idempotency_key=key())
assert registered.investment_yuan == project.investment_yuan, registered

mandate = post_mandates.sync(
    client=enterprise,
    body=RecordMandate(
        project_code=project.code,
        agent_id=setting["agent"]["subject"],
        scopes=[RecordMandateScopesItem.ORDER],
        expires_at=datetime(2099, 6, 30, tzinfo=timezone.utc),
    ),
    idempotency_key=key(),
)
assert mandate.agent_id == setting["agent"]["subject"], mandate

opening = OpenOrder(project_code=project.code, track=OpenOrderTrack.VALUE_1)
order = post_orders.sync(client=agent, body=opening, idempotency_key=key())
order_no = order.order_no


def read_progress():
    for _ in range(50):
        answer = get_progress_order_no.sync(order_no, client=agent)
        if isinstance(answer, Progress):
            return answer
        time.sleep(0.2)  # an order is read as soon as its workflow has begun
    raise AssertionError(answer)


progress = read_progress()
buckets = progress.buckets
assert buckets.gov + buckets.agency + buckets.owner + buckets.excluded == 0, buckets
kinds = {type(task) for step in progress.steps for task in step.tasks}
assert kinds == {ReviewProgress, CommissionProgress}, kinds

ledger = get_progress_order_no_ledger.sync(order_no, client=agent)
assert ledger.days[0].buckets.gov == 0, ledger

late = AssumeLate(kind=AssumeLateKind.LATE, task=AssumeLateTask.DRAWING_REVIEW, days=3)
outlook = post_progress_order_no_what_if.sync(order_no, client=agent, body=WhatIf(assumptions=[late]))
assert outlook.assumptions[0].days == 3, outlook

refusal = post_orders.sync(client=agent, body=opening, idempotency_key=key())
assert isinstance(refusal, OrderAlreadyOpenProblem), refusal
assert refusal.order_no == order_no, refusal
