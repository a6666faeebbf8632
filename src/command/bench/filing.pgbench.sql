-- One filing, statement by statement, as a careful hand would write it for pgbench: the rows that Gridward writes for a report of
-- a volunteer, in the same tables with the same indexes and keys, of about the same size. The ids are those of the office that
-- the measurement builds: communities 3, 9, 15 …, each followed by its five grids; volunteers from 20.
\set person random(20, 1010)
\set community random(0, 7) * 6 + 3
\set grid :community + random(1, 5)
\set draw random(1, 1000000000000000)
BEGIN;
SELECT version FROM config_version WHERE id = 1;
SELECT body_hash, status, resource FROM idempotency_keys WHERE person_id = :person AND key = 'bench-' || :draw;
INSERT INTO incidents (tracking_code, person_id, source, anonymous, coord_sys, given_lon, given_lat, accuracy_m, occurred_at, recorded_at)
    VALUES ('code-' || :draw, :person, 'volunteer', FALSE, 'wgs84', 116.754321, 36.504321, 12, now(), now()) RETURNING id AS case_id \gset
INSERT INTO cases (id, seq, version, state, level, priority, source, sensitive, grid_id, community_id, street_id, district_id, lon, lat,
                   reporter_id, holder_kind, holder_id, occurred_at, filed_at, changed_at, due_at, next_fire_at, chain_head, detail)
    VALUES (:case_id, 1, 1, 'reported', 'community', 'normal', 'volunteer', FALSE, :grid, :community, 2, 1, 116.754321, 36.504321,
            :person, 'desk', :community, now(), now(), now(), now() + interval '4 hours', now() + interval '3 hours',
            decode(md5('a' || :draw) || md5('b' || :draw), 'hex'), repeat('d', 600));
INSERT INTO case_events (case_id, seq, kind, actor_id, at, recorded_at, body, hash)
    VALUES (:case_id, 1, 'reported', :person, now(), now(), repeat('e', 600), decode(md5('a' || :draw) || md5('b' || :draw), 'hex'));
INSERT INTO case_texts (case_id, seq, salt, body, address)
    VALUES (:case_id, 1, decode(md5('s' || :draw), 'hex'), repeat('消防通道', 8), '测量路');
INSERT INTO timers (case_id, fire_at, failures) VALUES (:case_id, now() + interval '3 hours', 0);
INSERT INTO outbox (cause, case_id, notice, payload, state, next_at, failures, created_at)
    VALUES ('case:' || :case_id || ':1:0', :case_id, 'to_register', repeat('p', 60), 'waiting', now(), 0, now());
INSERT INTO changes (subject, subject_id, kind, version, recorded_at) VALUES ('case', :case_id, 'reported', 1, now());
INSERT INTO idempotency_keys (person_id, key, body_hash, status, resource, created_at)
    VALUES (:person, 'bench-' || :draw, decode(md5('h' || :draw) || md5('k' || :draw), 'hex'), 201, 'incident/' || :case_id, now());
INSERT INTO case_search (case_id, tokens) VALUES (:case_id, array_to_tsvector(ARRAY['消防', '防通', '通道', '道被', '被纸', '纸箱', '箱堵',
    '堵住', '住', '三楼', '楼到', '到四', '四楼', '楼过', '过不', '不去', '去', '请尽', '尽快', '快清', '清理', '理', '第', '件', '测量', '量路',
    '路', '号', 'n' || :draw, 'm' || :draw]));
COMMIT;
