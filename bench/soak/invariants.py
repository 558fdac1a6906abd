"""What must be true after a soak, counted in SQL: every figure has to be 0."""

from __future__ import annotations

from django.db import connection

from bench.soak.world import World

INVARIANTS = {
    "stuck: open after the drain": """
        SELECT count(*) FROM moderation_submission
        WHERE state IN ('queued', 'claimed', 'returned')""",
    "lost: an object in review without an open submission": """
        SELECT count(*) FROM learning_objects_learningobject o
        WHERE o.state IN ('in_review', 'returned') AND NOT EXISTS (
            SELECT 1 FROM moderation_submission s WHERE s.learning_object_id = o.id
            AND s.purpose = 'review' AND s.state IN ('queued', 'claimed', 'returned'))""",
    "doubly open: two reviews of one object": """
        SELECT count(*) FROM (SELECT 1 FROM moderation_submission
            WHERE state IN ('queued', 'claimed', 'returned')
            GROUP BY learning_object_id, purpose HAVING count(*) > 1) twice""",
    "doubly decided: two decisions of one round": """
        SELECT count(*) FROM (SELECT 1 FROM moderation_decision
            GROUP BY submission_id, round, is_appeal HAVING count(*) > 1) twice""",
    "doubly voted: two votes of one person in a round": """
        SELECT count(*) FROM (SELECT 1 FROM moderation_vote
            GROUP BY submission_id, round, is_appeal, by_id HAVING count(*) > 1) twice""",
    "decided without a vote for it or a split": """
        SELECT count(*) FROM moderation_decision d WHERE NOT EXISTS (
            SELECT 1 FROM moderation_vote v WHERE v.submission_id = d.submission_id
            AND v.round = d.round AND v.is_appeal = d.is_appeal
            AND v.revision_id = d.revision_id
            AND (v.verdict = d.verdict OR d.verdict = 'return'))""",
    "voted without the rubric": """
        SELECT count(*) FROM moderation_vote WHERE marks = '{}'::jsonb""",
    "approved with a failed criterion": """
        SELECT count(*) FROM moderation_vote v JOIN moderation_votereason r ON r.vote_id = v.id
        WHERE v.verdict IN ('approve', 'keep')""",
    "approved without a version, or published without an approval": """
        SELECT count(*) FROM moderation_decision d
        FULL JOIN learning_objects_learningobjectversion p ON p.decision_uuid = d.uuid
        WHERE (d.verdict = 'approve' OR d.id IS NULL) AND (p.id IS NULL OR d.id IS NULL)""",
    "published another revision than the reviewed one": """
        SELECT count(*) FROM learning_objects_learningobjectversion p
        JOIN moderation_decision d ON d.uuid = p.decision_uuid
        WHERE p.revision_id_published <> d.revision_id""",
    "reviewed by an author": """
        SELECT count(*) FROM moderation_vote v
        JOIN moderation_submission s ON s.id = v.submission_id
        JOIN learning_objects_authorship a ON a.learning_object_id = s.learning_object_id
        WHERE a.user_id = v.by_id""",
    "voted on an appeal of what they voted on": """
        SELECT count(*) FROM moderation_vote late JOIN moderation_vote early
        ON early.submission_id = late.submission_id AND early.by_id = late.by_id
        WHERE late.is_appeal AND NOT early.is_appeal""",
    "appealed without an outcome": """
        SELECT count(*) FROM moderation_appeal a
        JOIN moderation_submission s ON s.id = a.submission_id
        WHERE a.decision_id IS NULL AND s.state <> 'recalled'""",
    "decided without a line in the audit": """
        SELECT count(*) FROM moderation_decision d WHERE NOT EXISTS (
            SELECT 1 FROM core_auditentry e WHERE e.data ->> 'decision' = d.uuid::text)""",
    "published without an event in the outbox": """
        SELECT count(*) FROM learning_objects_learningobjectversion p
        JOIN learning_objects_learningobject o ON o.id = p.learning_object_id
        WHERE NOT EXISTS (SELECT 1 FROM core_outboxitem i WHERE i.key = o.uuid::text)""",
}


def broken(world: World) -> dict[str, int]:
    """Return the figure of each invariant: those of SQL, and what people were told and is gone."""
    figures = {}
    with connection.cursor() as cursor:
        for name, question in INVARIANTS.items():
            cursor.execute(question)
            figures[name] = int(cursor.fetchone()[0])
    figures["told that it was submitted, and it is not there"] = _lost_rounds(world)
    figures["told that the vote counts, and it is not there"] = _lost_votes(world)
    return figures


def _lost_rounds(world: World) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT uuid::text, round FROM moderation_submission")
        rounds = dict(cursor.fetchall())
    told = (line.split() for line in world.told("submitted"))
    return sum(rounds.get(uuid, 0) < int(number) for uuid, number in told)


def _lost_votes(world: World) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.uuid::text, v.round, v.is_appeal::int, v.step, v.seat"
            " FROM moderation_vote v JOIN moderation_submission s ON s.id = v.submission_id"
        )
        votes = {" ".join(map(str, row)) for row in cursor.fetchall()}
    return sum(line not in votes for line in world.told("voted"))
