"""Attaches zigpy with zigpy-znp to a coordinator and does what it is told.

Questions come in on standard input, one JSON object a line with an "id"; answers, and what happens meanwhile, go out
on standard output the same way. zigpy and zigpy-znp are used as they are, over their public interface.
"""

import asyncio
import json
import sys

import zigpy.types
from zigpy.zcl import AttributeReportedEvent
from zigpy_znp.zigbee.application import ControllerApplication


def say(**what):
    print(json.dumps(what, default=str), flush=True)


class DeviceListener:
    """Tells who comes and goes."""

    def device_joined(self, device):
        say(event="joined", ieee=str(device.ieee))

    def device_initialized(self, device):
        say(event="initialized", ieee=str(device.ieee), manufacturer=device.manufacturer, model=device.model)
        listen_to(device)

    def device_left(self, device):
        say(event="left", ieee=str(device.ieee))


def plain(value):
    """A value as JSON has it."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return str(value)


def tell_attribute(event):
    say(
        event="attribute",
        ieee=str(event.device_ieee),
        endpoint=event.endpoint_id,
        cluster=event.cluster_id,
        attribute=event.attribute_id,
        value=plain(event.value),
    )


def listen_to(device):
    for endpoint in device.non_zdo_endpoints:
        for cluster in endpoint.in_clusters.values():
            cluster.on_event(AttributeReportedEvent.event_type, tell_attribute)


def describe(device):
    endpoints = {
        endpoint_id: {"input": sorted(endpoint.in_clusters), "output": sorted(endpoint.out_clusters)}
        for endpoint_id, endpoint in device.endpoints.items()
        # The device's ZDO is among them.
        if endpoint_id != 0
    }
    return {
        "ieee": str(device.ieee),
        "networkAddress": int(device.nwk),
        "manufacturer": device.manufacturer,
        "model": device.model,
        "initialized": device.is_initialized,
        "endpoints": endpoints,
    }


class Attached:
    def __init__(self, app):
        self.app = app

    def cluster(self, question):
        device = self.app.get_device(ieee=zigpy.types.EUI64.convert(question["ieee"]))
        return device.endpoints[question["endpoint"]].in_clusters[question["cluster"]]

    async def do_permit(self, question):
        await self.app.permit(question["seconds"])

    async def do_devices(self, question):
        coordinator = self.app.state.node_info.ieee
        return [describe(device) for ieee, device in self.app.devices.items() if ieee != coordinator]

    async def do_read(self, question):
        found, failed = await self.cluster(question).read_attributes(question["attributes"], allow_cache=False)
        return {"found": {name: plain(value) for name, value in found.items()}, "failed": [str(name) for name in failed]}

    async def do_write(self, question):
        records = await self.cluster(question).write_attributes(question["values"])
        return str(records)

    async def do_command(self, question):
        answer = await getattr(self.cluster(question), question["command"])(*question.get("arguments", []))
        return {"status": int(answer.status)}

    async def do_report(self, question):
        """Binds a cluster and configures the reporting of an attribute."""
        cluster = self.cluster(question)
        await cluster.bind()
        await cluster.configure_reporting(
            question["attribute"], question["minimum"], question["maximum"], question["change"]
        )

    async def do_neighbours(self, question):
        device = self.app.get_device(ieee=zigpy.types.EUI64.convert(question["ieee"]))
        status, neighbours = await device.zdo.Mgmt_Lqi_req(0)
        return {"status": int(status), "entries": int(neighbours.Entries)}

    async def do_leave(self, question):
        await self.app.remove(zigpy.types.EUI64.convert(question["ieee"]))

    async def answer(self, question):
        try:
            result = await getattr(self, f"do_{question['do']}")(question)
            say(answer=question["id"], result=result)
        except Exception as error:  # Whatever it is, whoever asked wants to know.
            say(answer=question["id"], error=f"{type(error).__name__}: {error}")


async def main(path, database):
    config = {
        "device": {"path": path},
        "database_path": database,
        "ota": {"enabled": False},
        "topology_scan_enabled": False,
    }
    app = await ControllerApplication.new(config, auto_form=True)
    app.add_listener(DeviceListener())
    for device in app.devices.values():
        if device.is_initialized:
            listen_to(device)
    network = app.state.network_info
    say(
        event="ready",
        panId=int(network.pan_id),
        extendedPanId=str(network.extended_pan_id),
        channel=int(network.channel),
        ieee=str(app.state.node_info.ieee),
    )
    attached = Attached(app)
    asking = set()
    lines = asyncio.StreamReader(limit=1024 * 1024)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    while line := await lines.readline():
        task = asyncio.create_task(attached.answer(json.loads(line)))
        asking.add(task)
        task.add_done_callback(asking.discard)
    await app.shutdown()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
