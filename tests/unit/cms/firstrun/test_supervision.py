"""The supervisor's configuration says what has to run and survives odd folder names."""

import configparser

from cms.firstrun.supervision import programs, write_config


def _config(tmp_path, name="data"):
    folder = tmp_path / name
    folder.mkdir()
    running = programs(host="127.0.0.1", port=8123, workers=3, threads=5)
    path = write_config(data_dir=folder, project_dir=tmp_path, running=running)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(path, encoding="utf-8")
    return parser


def test_server_worker_and_writer_run_under_it(tmp_path):
    config = _config(tmp_path)

    assert config["supervisord"]["nodaemon"] == "true"
    assert "--port 8123" in config["program:web"]["command"]
    assert "--workers 3 --blocking-threads 5" in config["program:web"]["command"]
    assert "manage.py db_worker" in config["program:tasks"]["command"]
    assert "manage.py send_digests" in config["program:digests"]["command"]
    assert "manage.py search_writer" in config["program:search"]["command"]
    assert "manage.py search_sweep" in config["program:saved"]["command"]
    assert "manage.py tell_teachers" in config["program:lessons"]["command"]


def test_each_program_is_restarted_and_stopped_with_all_it_started(tmp_path):
    config = _config(tmp_path)

    for name in ("web", "tasks", "digests", "search"):
        section = config[f"program:{name}"]
        assert (section["autorestart"], section["killasgroup"]) == ("true", "true")


def test_a_per_cent_sign_in_the_folder_is_not_expanded(tmp_path):
    config = _config(tmp_path, "50%s full")

    assert "50%%s full" in config["supervisord"]["pidfile"]
