"""How evenings end whose waves of invitations go out by the answers to those before."""

import json

from figures.run import benchmarks


def played(seats, accept, come, waves, evenings):
    return json.loads(benchmarks("evenings", seats, accept, come, waves, evenings))


def share(what, seats, accept, come, waves, evenings):
    """Of 100 evenings, in how many somebody had no seat (`over`) or the room was full (`full`)."""
    def read(result):
        value = 100 * result[what] / result["evenings"]
        return dict(measured=value, compared=value, note=f"{result['taken']:.1f} seats taken on average")
    return [("played", seats, accept, come, waves, evenings)], read
