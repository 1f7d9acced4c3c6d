"""What machines read of people: everyone in the news, who is with whom, and a feed for each."""

from itertools import chain

from sitegen import urls
from sitegen.model.graph import edges
from sitegen.pages.feeds import feed_item
from sitegen.pages.parts import Desk, record_of
from sitegen.pages.people_records import Graph, GraphEdge, GraphNode, PersonData
from sitegen.pages.records import Body, Feed
from sitegen.pages.views import FeedPage, Page, PeopleGraphData, PeopleIndexData


def people_index_data(desk: Desk) -> Page:
    """Make the list of everyone in the news."""
    everyone = chain.from_iterable(desk.people_by_letter.values())
    people = tuple(_person(desk, entry.id) for entry in everyone)
    return Page(urls.PEOPLE_INDEX, "people-index.json", PeopleIndexData(people=people), "")


def people_graph_data(desk: Desk) -> Page:
    """Make the graph of those who are in the news together."""
    people = desk.site.people
    found = edges(desk.graph, lambda identity: people[identity].key)
    ids = sorted({identity for edge in found for identity in edge[:2]}, key=lambda i: (people[i].key, i))
    graph = Graph(
        nodes=tuple(_node(desk, identity) for identity in ids),
        edges=tuple(GraphEdge(source=one, target=other, weight=weight) for one, other, weight in found),
    )
    return Page(urls.PEOPLE_GRAPH, "people-graph.json", PeopleGraphData(graph=graph), "")


def _node(desk: Desk, identity: str) -> GraphNode:
    record = record_of(desk, identity)
    return GraphNode(
        id=identity,
        name=desk.site.people[identity].name,
        disambiguation=record.disambiguation if record else "",
        url=desk.urls.absolute(urls.person(identity)),
    )


def person_feed(desk: Desk, identity: str) -> Page:
    """Make the feed of the newest articles about a person: their summaries alone, because there are many such feeds."""
    places = desk.site.in_news[identity][-desk.feed_size :]
    items = tuple(feed_item(desk, place, Body()) for place in reversed(places))
    path = urls.person_feed(identity)
    feed = Feed(
        person=desk.site.people[identity].name,
        url=desk.urls.absolute(path),
        home=desk.urls.absolute(urls.person(identity)),
        built=items[0].date if items else None,
        items=items,
    )
    return Page(path, "feed.xml", FeedPage(feed=feed), "")


def _person(desk: Desk, identity: str) -> PersonData:
    entry, record = desk.site.people[identity], record_of(desk, identity)
    dates = [desk.site.articles[place].date.iso[:10] for place in desk.site.in_news[identity]]
    return PersonData(
        id=identity,
        name=entry.name,
        disambiguation=record.disambiguation if record else "",
        sort=entry.sort_name,
        url=desk.urls.absolute(urls.person(identity)),
        count=len(dates),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        same_as=record.same_as if record else (),
    )
