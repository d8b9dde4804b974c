const device = '[pdu]\n\n[outletParams]\n';
const choice = (section: string): string =>
  `# for all of them\n[${section}]\n# the flag says whether it can be changed\ntype=["select",true]\ncomment=["string",""]`;

/** What the templates of the original Ockle declare, by path: the spelling authors are used to. */
export const stockTemplates: Readonly<Record<string, string>> = {
  'src/config/conf_controllers/Dummy.ini':
    '[controller]\ncontrolervariable=["string","some text yay"]\n\n[controlParams]\nsimulate_shutdown_fail=["bool",true]',
  'src/config/conf_controllers/SSHController.ini':
    '[controller]\n\n[controlParams]\nhost=["string","localhost"]\nusername=["string","root"]\npassword=["string",""]\nkey_filename=["string",""]\ntimeout=["int",21]\nallow_agent=["bool",true]\nlook_for_keys=["bool",true]\ncompress=["bool",true]\n',
  'src/config/conf_outlets/Dummy.ini': device,
  'src/config/conf_outlets/DummyWithCPU.ini': device,
  'src/config/conf_outlets/Raritan.ini':
    '[pdu]\npdu_ip=["string","192.168.0.1"]\npdu_port=["int",161]\nread_community=["string","reading community name"]\nwrite_community=["string","writing community name"]\nagent_name=["string","Ockle"]\n\n[outletParams]\nsocket=["intrange",1,"1-8"]',
  'src/config/conf_testers/Dummy.ini': '[tester]\n\n[testParams]\nsucceed=["bool", true]',
  'src/config/conf_testers/Ping.ini': '[tester]\n\n[testParams]\nhostname=["string","127.0.0.1"]',
  'src/config/config.ini':
    '[main]\nPLUGIN_DIR=["string","plugins"]\nSERVER_DIR=["string","servers"]\nOUTLET_DIR=["string","outlets"]\nTESTER_DIR=["string","testers"]\nCONTROLLER_DIR=["string","controllers"]\nLOG_FILE_PATH=["string","log.txt"]\n\n' +
    '[plugins]\n# not ordered\npluginList=["multilist",false]\n\n[servers]\nMAX_STARTUP_TIME=["int",1]\nMAX_ATTEMPTS=["int",3]\n\n' +
    '[plugins.SocketListener]\nLISTENER_PORT=["int",8088]\nMAX_CONNECTIONS=["int",5]\nMAX_RCV_SIZE=["int",1024]\nSOCKET_TIMEOUT=["int",5]\n\n' +
    '[plugins.Logger]\n# where the database is\nLOG_DB=["string","sqlite:////%%HOME%%logger.db"]\n# seconds\nLOG_RESOLUTION=["int",10]\n',
  'src/config/controllers.ini': choice('controller'),
  'src/config/outlets.ini': choice('pdu'),
  'src/config/plugins/AutoControl.ini':
    '[plugins.AutoControl]\nWAIT_TIME=["int",1]\nMAX_START_ATTEPMTS=["int",10]',
  'src/config/plugins/TimerPluginExample.ini': '[plugins.TimerPluginExample]\nWAIT_TIME=["int",1]',
  'src/config/serverNodes.ini':
    '# for all servers\n[server]\noutlets=["multilist",true,"outlet/~~name~~/edit"]\ntests=["multilist",true,"test/~~name~~/edit"]\ncontrols=["multilist",true,"control/~~name~~/edit"]\ndependencies=["multilist",false]\n\ncomment=["string",""]',
  'src/config/testers.ini': choice('tester'),
};
