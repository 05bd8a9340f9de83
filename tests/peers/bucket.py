"""A real S3 server whose clock is two days behind: what is put there is old at once, so that a sweep may take it."""

import datetime
import sys

import moto.s3.models

now = moto.s3.models.utcnow
moto.s3.models.utcnow = lambda: now() - datetime.timedelta(days=2)

from moto.server import main

main(["-H", "127.0.0.1", "-p", sys.argv[1]])
